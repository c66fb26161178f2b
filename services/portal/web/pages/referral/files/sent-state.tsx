import type { ReferralFiles } from '@amparo/client'
import { useWords } from '../../../app/context.ts'
import { FileProgress } from '../../../ui/file-progress.tsx'
import { codeIn } from './code-in.ts'

type Delivery = Pick<ReferralFiles['sent'][number], 'state' | 'code' | 'size' | 'carried'>

/** How far a file is that was handed over: on its way, how much of it the other hub has said that it has. */
export function SentState({ delivery: { state, code, size, carried } }: { readonly delivery: Delivery }) {
  const { t } = useWords()
  const says = t.files
  const what = says.sentStates[state]
  return (
    <>
      <p>{code === null ? what : says.withCode(what, codeIn(says, code))}</p>
      {state === 'sent' && size !== null && <FileProgress label={says.carried} done={carried} size={size} />}
    </>
  )
}
