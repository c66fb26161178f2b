import type { SoundRules } from './sound-key.ts'

/**
 * How a French or a Haitian ear writes down a name: consonants that end a word are mute (Belfort, Dupuis), a vowel before n or m is
 * one sound (Jean, Jan), oi and ou are heard as w (François, Franswa), s before a consonant is mute in old names (Quesnel), and Creole drops an r
 * behind a vowel (Pierre, Pyè). After the idea of Édouard Bergé's Phonetic and of the orthography of Haitian Creole.
 */
export const FRENCH: SoundRules = [
  [/(?<=an)c(?=ois)/, 's'],
  // Guillaume, Giyom; not Bellville.
  [/(?<![vm])ill(?=[aeiou])/g, 'i'],
  [/(.)\1/g, '$1'],
  [/ch(?=[rlt])/g, 'k'],
  [/sch|ch|sh/g, 'S'],
  [/ph/g, 'f'],
  [/h/g, ''],
  [/qu|q|ck/g, 'k'],
  // Desrameaux, Deramo; Quesnel, Kenel; Lefebvre, Lefevre; Baptiste, Batis.
  [/(?<=[eio])s(?=[lmnrgv])/g, ''],
  [/bv/g, 'v'],
  [/p(?=t)/g, ''],
  [/(?<=au)l(?=[dtx]|$)/, ''],
  [/(?<=s)te?$/, 's'],
  // Mute at the end, one or two of them, unless an e stands behind; and the r of -er, -ier.
  [/(?<=[a-z]{2})[dtsxzp]{1,2}$/, ''],
  [/(?<=n)g$/, ''],
  [/(?<=[ei])r$/, ''],
  [/(?<=[a-z]{2})es?$/, ''],
  [/gu(?=[eiy])/g, 'g'],
  [/ge(?=[aou])|g(?=[eiy])|j/g, 'J'],
  [/c(?=[eiy])/g, 's'],
  [/ks|x|t?z/g, 's'],
  [/c/g, 'k'],
  [/(?<=[aeiouy])r(?=[^aeiouy]|$)/g, ''],
  [/(?<=[aeiouy])[mn](?=[^aeiouymn]|$)/g, 'n'],
  [/^ou(?=[aeiy])/, 'w'],
  [/(?<=.)w/g, ''],
  [/y/g, 'i'],
]
