import { tellStories } from './stories.ts';

tellStories('Asia/Kolkata', 330);
