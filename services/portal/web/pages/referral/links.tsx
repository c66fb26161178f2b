import type { ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf, isId } from '../../app/route.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'

interface Props {
  readonly referral: ReferralView
  done(what: string, next: ReferralView): void
}

/** Why two people's referrals belong together; the rest the hub links by itself. */
const BY_HAND: readonly string[] = ['co-victim', 'family', 'dependant', 'same-event']

export function Links({ referral, done }: Props) {
  const { t, code } = useWords()
  const { may } = useSignedIn()
  const { links } = t.case
  if (referral.to === null) return null
  return (
    <section aria-labelledby="links">
      <h2 id="links">{links.title}</h2>
      {referral.links.length === 0 && <p>{links.none}</p>}
      <ul class="linked">
        {referral.links.map(({ referralId, kind }) => (
          <li key={`${kind} ${referralId}`}>
            {code('link', kind)}
            {t.app.colon}
            <a href={addressOf({ page: 'referral', id: referralId })}>
              <code>{referralId}</code>
            </a>
          </li>
        ))}
      </ul>
      {(may('referral:work') || may('referral:submit')) && <AddLink referral={referral} done={done} />}
    </section>
  )
}

function AddLink({ referral, done }: Props) {
  const { t, code } = useWords()
  const { client } = useSignedIn()
  const { links } = t.case
  const [text, setText] = useState('')
  const [kind, setKind] = useState('')
  const [tried, setTried] = useState(false)
  // The whole address, or its end.
  const referralId = text.trim().split('/').at(-1)?.toLowerCase() ?? ''
  const work = useAction(async () => {
    await client.link(referral.id, { referralId, kind }, { version: referral.version })
    done(links.done, await client.get(referral.id))
    setText('')
    setKind('')
    setTried(false)
  })
  return (
    <details>
      <summary>{links.add}</summary>
      <form
        noValidate
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (isId(referralId) && kind !== '') void work.run()
        }}
      >
        <Problem problem={work.problem} />
        <TextField
          id="link-id"
          label={links.id}
          hint={links.idHint}
          fault={tried && !isId(referralId) ? links.invalidId : undefined}
          value={text}
          onValue={setText}
        />
        <SelectField
          id="link-kind"
          label={links.kind}
          fault={tried && kind === '' ? t.form.faults.required : undefined}
          value={kind}
          empty={t.app.choose}
          choices={BY_HAND.map(name => ({ code: name, label: code('link', name) }))}
          onValue={setKind}
        />
        <div class="buttons">
          <Button type="submit" class="secondary" disabled={work.busy}>
            {links.button}
          </Button>
        </div>
      </form>
    </details>
  )
}
