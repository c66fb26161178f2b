import type { EmergencyReason, EmergencyView, ReferralView } from '@amparo/client'
import { useEffect, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { type Opened, useOpened } from '../../app/use-opened.ts'
import { leftUntil, opensInEmergency } from '../../case/emergencies.ts'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { DutyPhone } from './duty-phone.tsx'
import { EmergencyForm } from './emergency-form.tsx'
import { Seen } from './person-view.tsx'

interface Emergency {
  readonly opened: Opened<EmergencyView, [EmergencyReason]>
  /** Its form is on the page. */
  readonly asked: boolean
  ask(is: boolean): void
}

/** That one person alone opens whom a referral is about. Undefined: it is not offered. */
export function useEmergency(referral: ReferralView): Emergency | undefined {
  const { client, session, agencies, protocols, may } = useSignedIn()
  const [asked, ask] = useState(false)
  const opened = useOpened<EmergencyView, [EmergencyReason]>(
    reason => client.breakGlass(referral.id, reason),
    undefined,
    ({ until }) => leftUntil(until, Date.now()),
  )
  const { assignedTo } = referral
  // Whoever was refused and takes the referral over is not told any more that it is not theirs.
  useEffect(() => opened.open.clear(), [assignedTo.join()])
  const own = { hub: session.hub, agencyId: session.agency }
  const compartment = protocols.find(referral.protocol)?.compartment
  const isOffered = opensInEmergency(referral, { own, agencyType: agencies.find(own)?.type, compartment }, Date.now())
  return may('identity:emergency') && isOffered ? { opened, asked, ask } : undefined
}

/** Leads to the form, from where the ordinary way came to an end. */
export function EmergencyWay({ of: { asked, ask, opened } }: { of: Emergency }) {
  const { t } = useWords()
  if (asked || opened.view !== undefined) return null
  return (
    <button type="button" class="secondary" onClick={() => ask(true)}>
      {t.emergency.begin}
    </button>
  )
}

/** Says what will happen, asks why and once more, and shows the person until the hour is over. */
export function EmergencyPart({ of: emergency }: { of: Emergency }) {
  const { t, moment } = useWords()
  const { emergency: says } = t
  const { opened, asked, ask } = emergency
  // Who has the person, or knows who does, where the refusal names them.
  const { agencyId, dutyPhone = null } = opened.open.problem?.refs ?? {}
  const { open, view, cleared, clear } = opened
  const send = async (reason: EmergencyReason) => {
    if (await open.run(reason)) ask(false)
  }
  return (
    <section aria-labelledby="emergency">
      <h2 id="emergency">{says.title}</h2>
      <Problem problem={open.problem} focus>
        {agencyId !== undefined && (
          <p>
            <DutyPhone agencyId={agencyId} phone={dutyPhone} />
          </p>
        )}
        <p>{says.call}</p>
      </Problem>
      <Status>{open.busy ? t.view.opening : view ? says.until(moment(view.until)) : cleared && says.cleared}</Status>
      {view && (
        <>
          <OpenedAlone view={view} />
          <button type="button" onClick={clear}>
            {t.view.close}
          </button>
        </>
      )}
      {!view && asked && <EmergencyForm busy={open.busy} send={reason => void send(reason)} leave={() => ask(false)} />}
      {!view && !asked && <p>{says.lead}</p>}
      <EmergencyWay of={emergency} />
    </section>
  )
}

function OpenedAlone({ view }: { view: EmergencyView }) {
  const { t, code } = useWords()
  return (
    <Seen id="emergency" of={view}>
      {t.view.basis}
      {t.app.colon}
      {code('basis', view.basis)}. {view.auditEntry && `${t.view.logged(view.auditEntry.index)}.`}{' '}
      {view.journal && `${t.emergency.journal(view.journal.sequence)}.`}
    </Seen>
  )
}
