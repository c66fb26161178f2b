import type { EmergencyReason } from '@amparo/client'
import { useRef, useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { AskAgain } from '../../ui/ask-again.tsx'
import { RadioGroup } from '../../ui/fields.tsx'
import { focusIn, useFocusAtOnce } from '../../ui/focus.ts'
import { SendOrLeave } from '../../ui/send-or-leave.tsx'

const REASON = 'emergency-reason'

interface Props {
  readonly busy: boolean
  send(reason: EmergencyReason): void
  leave(): void
}

/** No reason is chosen for whoever opens: they answer for it. */
export function EmergencyForm({ busy, send, leave }: Props) {
  const { t } = useWords()
  const { emergency: says } = t
  const [reason, setReason] = useState<EmergencyReason>()
  const [tried, setTried] = useState(false)
  const [sure, setSure] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  useFocusAtOnce(title)
  const isReason = (one: string): one is EmergencyReason => Object.hasOwn(says.reasons, one)
  return (
    <form
      class="panel step-form"
      noValidate
      aria-labelledby="emergency-before"
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (reason === undefined) focusIn(REASON, 'input')
        else if (sure) send(reason)
        else setSure(true)
      }}
    >
      <h3 id="emergency-before" ref={title} tabIndex={-1}>
        {says.before}
      </h3>
      <ul>
        {says.points.map(point => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <RadioGroup
        id={REASON}
        label={says.reason}
        hint={t.case.act.coded}
        fault={tried && reason === undefined ? t.form.faults.required : undefined}
        value={reason ?? ''}
        choices={Object.entries(says.reasons).map(([code, label]) => ({ code, label }))}
        onValue={one => {
          if (isReason(one)) setReason(one)
          setSure(false)
        }}
      />
      {sure ? (
        <AskAgain id="emergency-sure" what={says.open} busy={busy} back={() => setSure(false)} />
      ) : (
        <SendOrLeave send={says.open} leaveIt={says.leave} busy={busy} leave={leave} />
      )}
    </form>
  )
}
