/**
 * How a part of a name sounds, roughly, to an officer of any of the four languages: one key for all, since nobody says in which
 * language a name was heard. Written for es, pt, fr and en, after the confusions seen in registers: b/v, s/c/z, ll/y/j, g/j/h/x,
 * qu/k/c, ph/f, mute h, doubled letters, final silent consonants of French, ã/on/am. Keys of different languages meet on purpose;
 * what meets too often is weighed down by `weights.ts`.
 */
export function soundOf(part: string): string {
  let key = part
  for (const [written, heard] of RULES) key = key.replace(written, heard)
  const first = key.slice(0, 1)
  // Vowels are what is heard worst; the first letter is kept, as whether there was one.
  const rest = key.slice(1).replace(/[aeiou]/g, '')
  return (/[aeiou]/.test(first) ? 'a' : first) + rest.replace(/(.)\1+/g, '$1')
}

/** In this order. The text is folded: lower case, no accents. */
const RULES: readonly (readonly [RegExp, string])[] = [
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
