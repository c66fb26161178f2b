import type { HowTaken } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useLoad } from '../../app/use-load.ts'
import { hashOfFile } from '../../form/hash-of-file.ts'
import { Checkbox, FileField, RadioGroup } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SendOrLeave } from '../../ui/send-or-leave.tsx'

interface Props {
  /** By which the own agency has the person. */
  readonly subjectRef: string
  readonly referralId: string
  /** It was, in words. */
  done(said: string): void
}

type By = NonNullable<HowTaken['by']>
/** All that the person agreed to, or what this referral rests on. */
type Extent = 'all' | 'this'

/** A person takes back, in private, what they agreed to, whichever agency recorded it. */
export function TakeBack({ subjectRef, referralId, done }: Props) {
  const { t, moment } = useWords()
  const { client, may } = useSignedIn()
  const { takeBack: says } = t.record
  const [open, setOpen] = useState(false)
  const mayTake = may('consent:record')
  const { data, reload } = useLoad(`${subjectRef} ${mayTake}`, async () =>
    mayTake ? client.consentsOf(subjectRef) : [],
  )
  // What others recorded is not known here, and can be taken back all the same.
  const hasEnded = data !== undefined && data.length > 0 && data.every(({ status }) => status !== 'in_force')
  const take = useAction(async (asked: Asked) => {
    const { onlyThis, order, by, duress } = asked
    const document = by === 'court' && order ? { document: await hashOfFile(order) } : {}
    const how = { inPrivate: true, duressChecked: true, by, duress, ...document } as const
    const { effectAt } = await client.takeWithdrawal({ ...how, subjectRef, ...(onlyThis ? { referralId } : {}) })
    setOpen(false)
    void reload()
    done(effectAt ? says.waits(moment(effectAt)) : says.done)
  })
  if (!mayTake) return null
  return (
    <section aria-labelledby="take-back">
      <h2 id="take-back">{says.title}</h2>
      <Problem problem={take.problem} focus />
      {open ? (
        <TakeBackForm busy={take.busy} send={asked => void take.run(asked)} leave={() => setOpen(false)} />
      ) : (
        <>
          <p>{hasEnded ? says.ended : says.lead}</p>
          <button type="button" class="secondary" onClick={() => setOpen(true)}>
            {says.begin}
          </button>
        </>
      )}
    </section>
  )
}

interface Asked {
  readonly by: By
  readonly duress: NonNullable<HowTaken['duress']>
  readonly onlyThis: boolean
  readonly order: File | undefined
}

interface FormProps {
  readonly busy: boolean
  send(asked: Asked): void
  leave(): void
}

/**
 * Who takes it back, how much, and whether under pressure, they have to have asked: none is chosen for them. All would be no safe
 * beginning: what holders destroy does not come back, and a referral that halts may be the person's shelter; a part can be followed by the rest.
 */
function TakeBackForm({ busy, send, leave }: FormProps) {
  const { t } = useWords()
  const { takeBack: says } = t.record
  const [by, setBy] = useState<By>()
  const [duress, setDuress] = useState<Asked['duress']>()
  const [extent, setExtent] = useState<Extent>()
  const [alone, setAlone] = useState(false)
  const [order, setOrder] = useState<File>()
  const [looked, setLooked] = useState(false)
  const fault = (isGiven: boolean) => (looked && !isGiven ? t.form.faults.required : undefined)
  const isTaker = (one: string): one is By => Object.hasOwn(says.takers, one)
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setLooked(true)
        const asked = by === 'court' ? 'this' : extent
        if (by && duress && alone && asked && (by !== 'court' || order))
          send({ by, duress, onlyThis: asked === 'this', order })
      }}
    >
      <p class="hint">{says.byPhone}</p>
      <RadioGroup
        id="take-back-by"
        label={says.by}
        fault={fault(by !== undefined)}
        value={by ?? ''}
        choices={Object.entries(says.takers).map(([code, label]) => ({ code, label }))}
        onValue={one => isTaker(one) && setBy(one)}
      />
      {by === 'court' && (
        <FileField
          id="take-back-order"
          label={says.order}
          hint={t.form.orderFile}
          fault={fault(order !== undefined)}
          onFile={setOrder}
        />
      )}
      {by === 'court' ? (
        <p>{says.ofCourt}</p>
      ) : (
        <RadioGroup
          id="take-back-what"
          label={says.what}
          fault={fault(extent !== undefined)}
          value={extent ?? ''}
          choices={Object.entries(says.extent).map(([code, label]) => ({ code, label }))}
          onValue={one => setExtent(one === 'this' ? 'this' : 'all')}
        />
      )}
      <RadioGroup
        id="take-back-duress"
        label={says.duress}
        fault={fault(duress !== undefined)}
        value={duress ?? ''}
        choices={Object.entries(says.pressure).map(([code, label]) => ({ code, label }))}
        onValue={one => setDuress(one === 'suspected' ? 'suspected' : 'none')}
      />
      <Checkbox id="take-back-alone" label={says.alone} fault={fault(alone)} checked={alone} onChecked={setAlone} />
      <SendOrLeave send={says.send} leaveIt={says.leave} busy={busy} leave={leave} />
    </form>
  )
}
