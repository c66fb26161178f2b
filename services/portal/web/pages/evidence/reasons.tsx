import type { EvidenceAction, EvidenceDetail } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { TextArea } from '../../ui/fields.tsx'
import { type NewLetter, Victims } from './victims.tsx'

/** Of a step that says by a hash why it is taken, in words: what is left of it for the form, and whether it does. */
export function withoutReasons(action: EvidenceAction): { readonly action: EvidenceAction; readonly asks: boolean } {
  const { properties, required } = action.data
  if (typeof properties !== 'object' || properties === null || !('reasons' in properties))
    return { action, asks: false }
  const { reasons: _, ...others } = properties
  const rest = Array.isArray(required) ? required.filter(field => field !== 'reasons') : []
  return { action: { ...action, data: { ...action.data, properties: others, required: rest } }, asks: true }
}

interface Props {
  readonly request: EvidenceDetail
  readonly id: string
  readonly letter: NewLetter
  change(letter: NewLetter): void
}

/** Written to the other authority, masked as all texts of a request are; the answer names it by its hash. */
export function Reasons({ request, id, letter, change }: Props) {
  const { t } = useWords()
  const { inWords, sealedHint } = t.evidence
  useUnsaved(letter.text.trim() !== '')
  return (
    <>
      <TextArea
        id={id}
        label={inWords.write}
        hint={`${inWords.hint} ${sealedHint}`}
        rows={4}
        value={letter.text}
        onValue={text => change({ ...letter, text })}
      />
      <Victims
        {...{ request, id: `${id}-victims`, value: letter.victims, label: inWords.victims }}
        change={victims => change({ ...letter, victims })}
      />
    </>
  )
}
