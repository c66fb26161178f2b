import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useKeys } from '../../app/use-keys.ts'
import { useLoad } from '../../app/use-load.ts'
import { Button } from '../../ui/button.tsx'
import { RadioGroup, SelectField } from '../../ui/fields.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useWork } from '../../work/context.tsx'
import { useLeavers } from '../../work/leavers/provider.tsx'
import { Leavers } from './leavers.tsx'
import { TheirReferrals } from './their-referrals.tsx'

/** What one colleague works on goes to another: all of it, or some. */
export function Handover() {
  const words = useWords()
  const { t } = words
  const { client } = useSignedIn()
  const { colleagues } = useWork()
  const leavers = useLeavers()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [which, setWhich] = useState<'all' | 'some'>('all')
  const [chosen, choose] = useState<readonly string[]>([])
  const [tried, setTried] = useState(false)
  const [done, setDone] = useState('')
  const hands = useLoad(`hands ${from}`, async () => (from === '' ? undefined : client.hands(from)))
  const { once } = useKeys()
  const work = useAction(async () => {
    const handover = { fromUserId: from, toUserId: to, ...(which === 'all' ? {} : { referralIds: chosen }) }
    // What was looked at is handed over, and nothing else; what the first request leaves is the rest of that.
    let on = hands.data && { version: hands.data.version }
    let all = 0
    try {
      for (let more = true; more; ) {
        const answer = await once(handover, key => client.handOver(handover, key, on))
        on = undefined
        all += answer.moved
        more = answer.more
      }
    } finally {
      await hands.reload()
      leavers.reload()
    }
    setDone(t.handover.done(all))
    setTried(false)
    choose([])
  })
  const hand = (user: string) => {
    setFrom(user)
    choose([])
  }
  const choices = colleagues.all.map(({ userId }) => ({ code: userId, label: colleagues.name(userId, words) }))
  const gone = leavers.all.map(({ userId, name }) => ({
    code: userId,
    label: t.handover.left.named(name ?? t.duty.unnamed(userId.slice(0, 4))),
  }))
  const required = (text: string) => (tried && text === '' ? t.form.faults.required : undefined)
  const same = from !== '' && from === to
  const ready = from !== '' && to !== '' && !same && (which === 'all' || chosen.length > 0)
  return (
    <Page title={t.handover.title} lead={t.handover.lead}>
      <Leavers
        all={leavers.all}
        choose={user => {
          hand(user)
          document.getElementById('handover-to')?.focus()
        }}
      />
      <Problem problem={work.problem ?? hands.problem} />
      <Status>{done || (hands.data && t.handover.has(hands.data.count))}</Status>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setDone('')
          setTried(true)
          if (ready) void work.run()
        }}
      >
        <SelectField
          id="handover-from"
          label={t.handover.from}
          fault={required(from)}
          value={from}
          empty={t.app.choose}
          choices={[...choices, ...gone]}
          onValue={hand}
        />
        <SelectField
          id="handover-to"
          label={t.handover.to}
          fault={same ? t.handover.same : required(to)}
          value={to}
          empty={t.app.choose}
          choices={choices}
          onValue={setTo}
        />
        <RadioGroup
          id="handover-which"
          label={t.handover.which}
          value={which}
          choices={[
            { code: 'all', label: t.handover.all },
            { code: 'some', label: t.handover.some },
          ]}
          onValue={code => setWhich(code === 'some' ? 'some' : 'all')}
        />
        {which === 'some' && from !== '' && (
          <TheirReferrals
            key={`${from} ${hands.data?.version}`}
            user={from}
            fault={tried && chosen.length === 0 ? t.form.faults.required : undefined}
            chosen={chosen}
            choose={choose}
          />
        )}
        <div class="buttons">
          <Button type="submit" disabled={work.busy}>
            {t.handover.button}
          </Button>
        </div>
      </form>
    </Page>
  )
}
