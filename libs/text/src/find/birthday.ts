/** What announces a day of birth, folded. */
const BORN =
  /(?:\bnac\w*|\bnasc\w*|\bnee?\b|\bborn\b|\bd\.?\s?[o0]\.?\s?b\b|\bbirth\w*|\bnaissance|\bb\.|\bcumple\w*|aniversario\w*|anniversaire)[^;\n]{0,44}$/
const SENTENCE = /[.!?] [^.]*$/

export const isBirthContext = (left: string): boolean => {
  const found = BORN.exec(left)
  return (
    found !== null &&
    !SENTENCE.test(found[0].replace(/\b(?:nac|nasc|fecha de nac|data de nasc|d\.o\.b|b|out|feb|jan)\./g, ''))
  )
}

export interface Day {
  readonly year?: number | undefined
  readonly month?: number | undefined
  readonly day?: number | undefined
}

export function dayOfIso(iso: string): Day {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number)
  return { year, month, day }
}

/** Also with day and month swapped, and without the year: "June 17" is the birthday of somebody born then. */
export function isSameDay(found: Day, birth: Day): boolean {
  if (found.day === undefined || found.month === undefined) return false
  if (found.year !== undefined && found.year !== birth.year) return false
  return (
    (found.day === birth.day && found.month === birth.month) || (found.day === birth.month && found.month === birth.day)
  )
}
