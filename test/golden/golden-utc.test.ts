import { tellStories } from './stories.ts';

tellStories('UTC', 0);
