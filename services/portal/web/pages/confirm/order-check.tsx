import type { WaitingWithdrawal } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { hashOfFile } from '../../form/hash-of-file.ts'
import { Fact } from '../../ui/fact.tsx'
import { FileField, RadioGroup } from '../../ui/fields.tsx'
import { SureForm } from '../../ui/sure-form.tsx'

type Outcome = 'confirmed' | 'not_confirmed'
const isOutcome = (one: string): one is Outcome => one === 'confirmed' || one === 'not_confirmed'

interface Props {
  readonly withdrawal: WaitingWithdrawal
  done(said: string): void
}

/** Somebody else than who took it has seen the court's order. Nothing is chosen for them. */
export function OrderCheck({ withdrawal, done }: Props) {
  const { t, moment } = useWords()
  const { client } = useSignedIn()
  const { order: says } = t.record
  const [outcome, setOutcome] = useState<Outcome>()
  const { id, subjectRef, basisId, takenAt, document } = withdrawal
  const send = async () => {
    if (outcome === undefined) return
    await client.checkOrder(id, outcome)
    done(says.done[outcome])
  }
  return (
    <div class="panel">
      <SureForm {...{ id: `seen-${id}`, label: says.seen, button: says.send, complete: outcome !== undefined, send }}>
        {tried => (
          <>
            <p>{says.taken(moment(takenAt))}</p>
            <dl class="facts">
              {subjectRef && (
                <Fact name={t.record.welfare.reference}>
                  <code>{subjectRef}</code>
                </Fact>
              )}
              {basisId && (
                <Fact name={says.ends}>
                  <code>{basisId}</code>
                </Fact>
              )}
            </dl>
            {document && <Compared id={id} document={document} />}
            <RadioGroup
              id={`outcome-${id}`}
              label={says.outcome}
              fault={tried && outcome === undefined ? t.form.faults.required : undefined}
              value={outcome ?? ''}
              choices={Object.entries(says.outcomes).map(([code, label]) => ({ code, label }))}
              onValue={one => isOutcome(one) && setOutcome(one)}
            />
          </>
        )}
      </SureForm>
    </div>
  )
}

/** Whether what lies before them is the very file that was recorded: a paper scanned once more is another. */
function Compared({ id, document }: { id: string; document: string }) {
  const { t } = useWords()
  const { order: says } = t.record
  const [same, setSame] = useState<boolean>()
  const compare = async (file: File | undefined) => setSame(file && (await hashOfFile(file)) === document)
  return (
    <>
      <FileField id={`order-${id}`} label={says.file} hint={says.fileHint} onFile={file => void compare(file)} />
      <p role="status">{same === undefined ? '' : same ? says.same : says.another}</p>
    </>
  )
}
