import type { WaitingWithdrawal } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { hashOfFile } from '../../form/hash-of-file.ts'
import { Checkbox, FileField, RadioGroup } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'

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
  const [seen, setSeen] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const [looked, setLooked] = useState(false)
  const { id, subjectRef, basisId, takenAt, document } = withdrawal
  const check = useAction(async (found: Outcome) => {
    await client.checkOrder(id, found)
    done(says.done[found])
  })
  const fault = (isGiven: boolean) => (looked && !isGiven ? t.form.faults.required : undefined)
  return (
    <form
      class="panel"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setLooked(true)
        if (seen && outcome) void check.run(outcome)
      }}
    >
      <Problem problem={check.problem} />
      <p>{says.taken(moment(takenAt))}</p>
      <dl class="facts">
        {subjectRef && <Named name={t.record.welfare.reference} code={subjectRef} />}
        {basisId && <Named name={says.ends} code={basisId} />}
      </dl>
      {document && <Compared id={id} document={document} />}
      <RadioGroup
        id={`outcome-${id}`}
        label={says.outcome}
        fault={fault(outcome !== undefined)}
        value={outcome ?? ''}
        choices={Object.entries(says.outcomes).map(([code, label]) => ({ code, label }))}
        onValue={one => isOutcome(one) && setOutcome(one)}
      />
      <Checkbox id={`seen-${id}`} label={says.seen} fault={fault(seen)} checked={seen} onChecked={setSeen} />
      <button type="submit" disabled={check.busy}>
        {says.send}
      </button>
    </form>
  )
}

const Named = ({ name, code }: { name: string; code: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <code>{code}</code>
    </dd>
  </div>
)

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
