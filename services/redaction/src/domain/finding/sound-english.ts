import type { SoundRules } from './sound-key.ts'

/**
 * How an English ear writes down a name: letters that are mute (Knight, Wright, Hughes, Lamb), gh, c before a vowel that turns it into
 * sh (Alicia), x, the plural s that comes and goes (Williams). After what Metaphone and its successor (Lawrence Philips) tell apart.
 */
export const ENGLISH: SoundRules = [
  [/(.)\1/g, '$1'],
  [/^(?:kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/^ps/, 's'],
  [/^x/, 's'],
  [/^steph(?=[ae]n)/, 'stev'],
  [/^mac(?=[^aeiouy])|^mc/, 'mak'],
  // Schuyler, Christine, Chloe; Cheryl, Sheryl, Mitchell, Alicia, Latasha.
  [/sch(?=[ru]y?)|ch(?=[rl])/g, 'sk'],
  [/^sk(?=[rl])/, 'k'],
  [/tch|sch|ch|sh|[ct]i(?=[ao])/g, 'S'],
  [/(?<=[aeiouy])gh(?=t)|(?<=[aeiouy])gh/g, ''],
  [/^gh/, 'g'],
  [/dg(?=e)|j/g, 'J'],
  [/g(?=[eiy])/g, 'J'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/wh/g, 'w'],
  [/^h|(?<=[a-z])h/g, ''],
  [/ck|qu|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/x|z/g, 's'],
  [/(?<=[ao])l(?=[kmf])/g, ''],
  [/mb(?=$|s$)/, 'm'],
  [/(?<=m)p(?=[st])/g, ''],
  [/(?<=s)t(?=l|en)/g, ''],
  [/(?<=[aeiou])w/g, ''],
  [/^y(?=[aeiou])/, 'J'],
  [/y/g, 'i'],
  [/(?<=.)s$/, ''],
]
