/**
 * The language of the screens: the one in the person's profile, else what this browser was set to, else what the browser
 * asks pages for. The texts themselves are in `messages/`; `messages.ts` loads them.
 */
import { useSyncExternalStore } from 'react'
import { type Language, languages } from '#shared/values'
import { readPreference, writePreference } from './preference.ts'

/** Each in its own words, so that who landed in the wrong one finds the way out. */
export const languageNames: Record<Language, string> = { en: 'English', es: 'Español' }

const preference = 'language'
let current: Language = 'en'
const listeners = new Set<() => void>()

export const language = () => current

export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, language)
}

/** Told whenever it changes. */
export function onLanguage(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Kept in this browser, so that sign-in and the first paint are in it the next time. */
export function setLanguage(next: Language, { keep }: { keep: boolean }) {
  if (keep) writePreference(preference, next)
  if (next === current) return
  current = next
  for (const listener of listeners) listener()
}

/** What to begin with, before anybody has signed in. */
export function firstLanguage(): Language {
  const kept = readPreference(preference, '')
  return languages.find((each) => each === kept) ?? firstOf(navigator.languages) ?? 'en'
}

/** The first wish that we can meet: `es-MX` is met by Spanish. */
export function firstOf(wishes: readonly string[]): Language | undefined {
  return wishes.map((wish) => languages.find((each) => isOf(each, wish))).find((each) => each !== undefined)
}

/** How dates, numbers and lists are written: the browser's own variety of the language, when it has one. */
export function locale(): string {
  const wishes = typeof navigator === 'undefined' ? [] : (navigator.languages ?? [])
  return wishes.find((wish) => isOf(current, wish)) ?? current
}

const isOf = (each: Language, wish: string) => wish.toLowerCase().split('-')[0] === each
