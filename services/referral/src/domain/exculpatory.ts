import { type AskedUse, TO_DEFENCE } from './uses.ts'

export const ANNOUNCE = 'announce-exculpatory'

/** Of the treaties that are known by name: which lets what clears an accused go to the defence after telling (UNTOC 18(19)), and which asks for leave (Nassau 25). */
const TELLING: Readonly<Record<string, (treaty: string) => boolean>> = {
  'untoc-18-19': treaty => treaty === 'untoc',
  'other-treaty': treaty => treaty !== '' && treaty !== 'untoc' && treaty !== 'nassau',
}

/** Whether what it names is so: a treaty in force between the two states, by the own directory, or leave that was given. */
export function isAllowedBy(
  allowedBy: unknown,
  { treaties, uses }: { readonly treaties: readonly string[]; readonly uses: readonly AskedUse[] },
): boolean {
  if (allowedBy === 'permission-given')
    return uses.some(({ use, state, how }) => use === TO_DEFENCE && state === 'permitted' && how !== 'announced')
  return treaties.some(treaty => TELLING[String(allowedBy)]?.(treaty) ?? false)
}
