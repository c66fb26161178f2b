import { useWords } from '../app/context.ts'
import { type Choosable, forWhom } from '../work/for-whom.ts'

interface Props {
  /** From whom to choose. */
  readonly among: readonly Choosable[]
  /** Id of the one that is chosen; empty: none yet. */
  readonly chosen: string
}

/** That the agency is for others by what the directory states, or that all are: it is said, and stands in nobody's way. */
export function NotFor({ among, chosen }: Props) {
  const words = useWords()
  const { forWhom: said } = words.t.form
  const one = among.find(({ agency }) => agency.agencyId === chosen)
  const isNone = among.length > 0 && among.every(({ why }) => why.length > 0)
  if (one !== undefined && one.why.length > 0)
    return (
      <p class="notice" role="status">
        {said.chosen(one.agency.name, forWhom(words, one))}
      </p>
    )
  return isNone ? (
    <p class="notice" role="status">
      {said.none}
    </p>
  ) : null
}
