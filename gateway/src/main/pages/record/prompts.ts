import { say, type Key } from '../shared/words';

/** What the person is asked during the recording, and when. */
export interface Prompt {
  /** Seconds from the start of the recording. */
  at: number;
  text: string;
}

const TIMES: [number, Key][] = [
  [0, 'prompt.look'],
  [3, 'prompt.name'],
  [9, 'prompt.turn'],
];
/** Seconds after the last prompt that its answer takes. */
const ANSWER = 4;

/** The prompts that fit into a recording. */
export function prompts(maxDuration: number): Prompt[] {
  return TIMES.filter(([at]) => at < maxDuration).map(([at, key]) => ({ at, text: say(key) }));
}

/** Seconds after which everything was asked and there was time to answer. */
export function shortest(maxDuration: number): number {
  return Math.min(maxDuration, Math.max(...prompts(maxDuration).map((prompt) => prompt.at)) + ANSWER);
}
