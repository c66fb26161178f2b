import type { Candidate } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { Fact } from '../../ui/fact.tsx'

/** How much speaks for it, and which kinds of things; never what they are. */
export function Evidence({ of: { score, matched } }: { of: Pick<Candidate, 'score' | 'matched'> }) {
  const { t } = useWords()
  const { finding } = t
  return (
    <dl class="facts">
      <Fact name={finding.score}>{String(score)}</Fact>
      <Fact name={finding.matched}>{matched.map(kind => finding.matches[kind] ?? kind).join(', ')}</Fact>
    </dl>
  )
}
