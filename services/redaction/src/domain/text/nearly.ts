/** A shorter word has too many ordinary neighbours. */
const FUZZY_FROM = 5
const ALIKE_FROM = 4

/** The same name misspelt: one letter wrong, missing, added or swapped, or written as it sounds. Folded words. */
export function nearly(word: string, name: string): boolean {
  if (word.length >= ALIKE_FROM && name.length >= ALIKE_FROM && sound(word) === sound(name)) return true
  return word.length >= FUZZY_FROM - 1 && name.length >= FUZZY_FROM && oneEditApart(word, name)
}

/** How es, pt, fr and en speakers write one sound: Quispe and Quizpe, Yakera and Iakera, Aníbal and Anival. */
function sound(word: string): string {
  return word
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/h/g, '')
    .replace(/q(?:u(?=[eiy]))?/g, 'k')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/ck?/g, 'k')
    .replace(/x/g, 's')
    .replace(/z/g, 's')
    .replace(/v/g, 'b')
    .replace(/w/g, 'u')
    .replace(/[yj]/g, 'i')
    .replace(/n(?=[pb])/g, 'm')
    .replace(/(.)\1+/g, '$1')
}

/** Damerau-Levenshtein distance of at most one. */
function oneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  const restA = a.slice(i)
  const restB = b.slice(i)
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}
