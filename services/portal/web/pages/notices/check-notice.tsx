import type { CheckedNotice } from '@amparo/client'
import { isPaperNumber, readPaperNumber } from '@amparo/contracts'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'

/** Of a notice that is shown on paper: whether it stands now. */
export function CheckNotice() {
  const { t, moment } = useWords()
  const { client } = useSignedIn()
  const { notices: says } = t.held
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const [found, setFound] = useState<CheckedNotice>()
  const number = readPaperNumber(typed.trim())
  const isNumber = isPaperNumber(number)
  const check = useAction(async () => setFound(await client.checkNotice(number)))
  return (
    <section aria-labelledby="check-notice" class="no-print">
      <h2 id="check-notice">{says.check}</h2>
      <p>{says.checkLead}</p>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          setFound(undefined)
          if (isNumber) void check.run()
        }}
      >
        <Problem problem={check.problem} />
        <TextField
          {...{ id: 'notice-number', label: says.number, hint: says.numberHint }}
          fault={tried && !isNumber ? says.numberWrong : undefined}
          value={typed}
          onValue={value => {
            setTyped(value)
            setFound(undefined)
          }}
        />
        <Button type="submit" disabled={check.busy}>
          {says.checkIt}
        </Button>
        <Status>
          {found &&
            `${says.kinds[found.kind]}${t.app.colon}${found.stands ? says.stands(moment(found.expiresAt)) : says.ended}`}
        </Status>
      </form>
    </section>
  )
}
