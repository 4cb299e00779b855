import en from '../languages/en.json';
import type { Language } from './api';

type Words = typeof en;
/** A key of the words on the pages. */
export type Key = keyof Words;

const LANGUAGES: Record<Language, () => Promise<{ default: Words }>> = {
  en: () => Promise.resolve({ default: en }),
  es: () => import('../languages/es.json'),
  fr: () => import('../languages/fr.json'),
  de: () => import('../languages/de.json'),
  pt: () => import('../languages/pt.json'),
};

let language: Language = 'en';
let words: Words = en;

/** Speaks a language from now on. */
export async function speak(chosen: Language): Promise<void> {
  words = (await LANGUAGES[chosen]()).default;
  language = chosen;
  document.documentElement.lang = chosen;
}

/** The first of the person's languages that there are words in. */
export function preferred(): Language {
  const codes = navigator.languages.map((code) => code.slice(0, 2));
  return (codes.find((code) => code in LANGUAGES) as Language | undefined) ?? 'en';
}

/** Words in the chosen language, with values in their places. */
export function say(key: Key, values: Record<string, string | number> = {}): string {
  return words[key].replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return typeof value === 'number'
      ? value.toLocaleString(language)
      : (value ?? place);
  });
}

/** A time of a day, as people say it. */
export function sayMoment(time: string): string {
  return new Date(time).toLocaleString(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** Hints that say nothing while the person does what they are asked: to turn their head. */
const OF_TURNING = new Set(['face_turned_away', 'face_cut_off', 'face_blurred']);

/**
 * What the person should mend, in words; nothing for what there are no words for.
 *
 * @param turning whether their face may be turned away
 */
export function sayHint(code: string | null, turning = false): string {
  const key = `hint.${code}`;
  return code !== null && key in words && !(turning && OF_TURNING.has(code)) ? words[key as Key] : '';
}
