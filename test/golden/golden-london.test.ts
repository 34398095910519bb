import { tellStories } from './stories.ts';

tellStories('Europe/London', 60);
