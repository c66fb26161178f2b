import type { ConsentView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { isId } from '../app/route.ts'
import { go } from '../app/use-route.ts'
import { TextField } from '../ui/fields.tsx'
import { Page, Status } from '../ui/page.tsx'
import { SureForm } from '../ui/sure-form.tsx'
import { WaitingWithdrawals } from './confirm/waiting-withdrawals.tsx'

/** Where a second person stands behind what one officer did alone. */
export function Confirm({ id }: { id: string | undefined }) {
  const { t } = useWords()
  return (
    <Page title={t.confirm.title} lead={t.confirm.lead}>
      {id === undefined ? <AskForId /> : <Question id={id} />}
      {id === undefined && <WaitingWithdrawals />}
    </Page>
  )
}

function AskForId() {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        // The whole link, or its end.
        const id = text.trim().split('/').at(-1)?.toLowerCase() ?? ''
        if (isId(id)) go({ page: 'confirm', id })
        else setWrong(true)
      }}
    >
      <TextField
        id="basis-id"
        label={t.confirm.id}
        hint={t.confirm.idHint}
        fault={wrong ? t.confirm.invalidId : undefined}
        value={text}
        onValue={setText}
      />
      <button type="submit">{t.confirm.load}</button>
    </form>
  )
}

function Question({ id }: { id: string }) {
  const { t, code } = useWords()
  const { client } = useSignedIn()
  const [confirmed, setConfirmed] = useState<ConsentView>()
  return (
    <>
      <p>
        {t.confirm.id}
        {t.app.colon}
        <code>{id}</code>
      </p>
      <Status>{confirmed && t.confirm.done}</Status>
      {confirmed ? (
        <dl class="facts">
          <div>
            <dt>{t.confirm.basis}</dt>
            <dd>{code('basis', confirmed.basis)}</dd>
          </div>
          <div>
            <dt>{t.confirm.status}</dt>
            <dd>{code('basisStatus', confirmed.status)}</dd>
          </div>
        </dl>
      ) : (
        <SureForm
          {...{ id: 'sure', label: t.confirm.question, button: t.confirm.button }}
          send={async () => setConfirmed(await client.confirmConsent(id))}
        />
      )}
    </>
  )
}
