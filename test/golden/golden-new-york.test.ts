import { tellStories } from './stories.ts';

tellStories('America/New_York', -240);
