import { ENGLISH } from './sound-english.ts'
import { FRENCH } from './sound-french.ts'
import { type SoundRules, soundKey } from './sound-key.ts'

/**
 * How a part of a name sounds, roughly, to an officer of any of the four languages: one key for all, since nobody says in which
 * language a name was heard. Written for es, pt, fr and en, after the confusions seen in registers: b/v, s/c/z, ll/y/j, g/j/h/x,
 * qu/k/c, ph/f, mute h, doubled letters, final silent consonants of French, ã/on/am. Keys of different languages meet on purpose;
 * what meets too often is weighed down by `weights.ts`.
 */
export const soundOf = (part: string): string => soundKey(part, RULES)

/**
 * The same part as each ear writes it down: what all four have in common, what a French or Haitian and what an English one hears. In
 * this order, so that sounds of one ear can be compared with one another.
 */
export const soundsOf = (part: string): readonly string[] => EARS.map(rules => soundKey(part, rules))

const RULES: SoundRules = [
  // Christella, Cristela; and what Spanish, Portuguese, French and English each hear in ch, sh, x and s.
  [/ch(?=r)/g, 'k'],
  [/s?ch|sh|tch/g, 's'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/gn|nh/g, 'n'],
  // Heard at the start of Yeni, Jeny, Llenny, Geny; Hieronimo, Jeronimo, Geronimo; Ximena, Jimena.
  [/^(?:hi|ll|y|j|x)(?=[aeiou])/g, 'J'],
  [/^g(?=[eiy])/g, 'J'],
  [/ll|lh/g, 'l'],
  [/g(?=[eiy])|j/g, 'J'],
  // Jh of Jhonatan, Rh of Rhode; and a mute one at the start.
  [/([a-zJ])h/g, '$1'],
  [/^h/g, ''],
  [/gu(?=[eiy])/g, 'g'],
  [/ck|cq|qu|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/x|z/g, 's'],
  // Shawna, Shauna.
  [/(?<=[aeiou])w(?![aeiou])/g, ''],
  [/v|w/g, 'b'],
  // Desrosiers, Derosier; Thompson, Thomson; Campbell, Cambell; Baptiste, Batiste.
  [/s(?=r)/g, ''],
  [/(?<=m)p(?=[bs])|p(?=t)/g, ''],
  [/(?:eau|aux|ault|ot)$/g, 'o'],
  [/(?<=[aeiour])s$/g, ''],
  // Nasals of Portuguese and French.
  [/m(?=[bpf]|$)/g, 'n'],
  [/y/g, 'i'],
]

const EARS: readonly SoundRules[] = [RULES, FRENCH, ENGLISH]
