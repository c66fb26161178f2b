import type { EvidenceAnswer, EvidenceDetail, EvidenceTried } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { SelectField } from '../../ui/fields.tsx'
import { fieldId } from './draft-field.tsx'

interface Props {
  readonly request: EvidenceDetail
  readonly answer: EvidenceAnswer | undefined
  answered(answer: readonly EvidenceTried[] | undefined): void
}

const TRIED = 'sources-tried'

/** Before anybody is heard: evidence for which nobody need be, and what came of each (directive 39). */
export function Tried({ request, answer, answered }: Props) {
  const { t, say } = useWords()
  const { evidence } = t
  const field = request.fields.find(({ field: name }) => name === TRIED)
  if (field === undefined || request.instead.length === 0) return null
  const rows = Array.isArray(answer) ? answer.filter(isTried) : []
  const outcomes = field.codes.map(({ code, text }) => ({ code, label: say(text) }))
  const change = (source: string, outcome: string) => {
    const others = rows.filter(row => row.source !== source)
    const next = outcome === '' ? others : [...others, { source, outcome }]
    answered(next.length === 0 ? undefined : next)
  }
  return (
    <fieldset id={fieldId(TRIED)} tabIndex={-1}>
      <legend>{evidence.instead}</legend>
      <p class="hint">{evidence.insteadLead}</p>
      {request.instead.map(({ code, text }) => (
        <SelectField
          key={code}
          id={`tried-${code}`}
          label={say(text)}
          value={rows.find(({ source }) => source === code)?.outcome ?? ''}
          empty={evidence.notTried}
          choices={outcomes}
          onValue={outcome => change(code, outcome)}
        />
      ))}
    </fieldset>
  )
}

const isTried = (row: unknown): row is EvidenceTried =>
  typeof row === 'object' && row !== null && 'source' in row && 'outcome' in row
