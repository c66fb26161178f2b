import type { AgencyView, OfferView, ReferralView } from '@amparo/client'
import { useMemo, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { addressOf } from '../app/route.ts'
import { useAction } from '../app/use-action.ts'
import { useLoad } from '../app/use-load.ts'
import { go } from '../app/use-route.ts'
import { useUnsaved } from '../app/use-unsaved.ts'
import { checkStep } from '../form/check.ts'
import type { Draft } from '../form/draft.ts'
import { refusalIn } from '../form/exclusions.ts'
import type { Fault } from '../form/faults.ts'
import { onwardDraft } from '../form/onward.ts'
import { consentOf, referralOf } from '../form/payload.ts'
import { createRecorder } from '../form/record-basis.ts'
import { sheetIn } from '../form/signed-sheet.ts'
import { Button } from '../ui/button.tsx'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { BasisStep } from './new/basis-step.tsx'
import { ErrorSummary } from './new/error-summary.tsx'
import { focusOnField } from './new/focus.ts'
import { FormContext } from './new/form.ts'
import { NotSent } from './new/not-sent.tsx'

/** To an agency that can help, but that the recorded basis does not reach: a new basis first, then the referral. */
export function SendOn({ id, offer }: { id: string; offer: string }) {
  const { t } = useWords()
  const { client, agencies } = useSignedIn()
  const { offers } = t.case
  const { data, problem, loading } = useLoad(`${id} ${offer}`, () => client.get(id))
  const found = data?.offers?.find(one => one.id === offer)
  const to = agencies.all.find(({ agencyId }) => agencyId === found?.toAgency)
  return (
    <Page title={offers.onwardTitle} lead={offers.onwardLead}>
      <p>
        <a href={addressOf({ page: 'referral', id })}>{t.case.assess.back}</a>
      </p>
      <Problem problem={problem} />
      <Status>{loading ? t.app.loading : undefined}</Status>
      {data && !found && <p>{t.app.notFound}</p>}
      {data && found && to && <Basis referral={data} offer={found} to={to} />}
    </Page>
  )
}

function Basis({ referral, offer, to }: { referral: ReferralView; offer: OfferView; to: AgencyView }) {
  const { t, language, code } = useWords()
  const { client, protocols, formTexts } = useSignedIn()
  const protocol = protocols.find(referral.protocol)
  const [draft, setDraft] = useState<Draft>(() =>
    onwardDraft(referral, offer, to, { isForMinors: protocol?.subjects === 'minors', language }),
  )
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const summary = useRef<HTMLElement>(null)
  const basis = useMemo(() => createRecorder(client, () => crypto.randomUUID()), [client])
  const recorded = useRef<string>(undefined)
  const [isTouched, setTouched] = useState(false)
  useUnsaved(isTouched)
  const set = (change: Partial<Draft>) => {
    recorded.current = undefined
    setTouched(true)
    setDraft(before => ({ ...before, ...change }))
    setFaults(before => before.filter(({ field }) => !(field in change)))
  }
  const record = async (subjectRef: string): Promise<string> => {
    const refusal = refusalIn(draft, to, subjectRef)
    if (refusal !== undefined) await client.refuseConsent(refusal, basis.keyFor(['refusal', refusal]))
    const file = sheetIn(draft)
    const sheet = file && (await basis.keepSheet(subjectRef, file))
    return (await basis.record(consentOf(draft, to, subjectRef, { protocol, formTexts, sheet }))).id
  }
  const work = useAction(async () => {
    const { subjectRef } = referral
    if (subjectRef === undefined) return
    // What was recorded is not recorded twice when sending is tried again.
    recorded.current ??= await record(subjectRef)
    const request = { ...referralOf(draft, to, subjectRef, { protocol }), offerId: offer.id }
    const sent = await client.submitReferral(request, `offer ${offer.id} ${recorded.current}`)
    setTouched(false)
    go({ page: 'referral', id: sent.id })
  })
  const form = useMemo(() => ({ draft, set, faults }), [draft, faults])
  return (
    <FormContext.Provider value={form}>
      <h2>{to.name}</h2>
      <p>{offer.services.map(service => code('service', service)).join(', ')}</p>
      <NotSent problem={work.problem} basisId={recorded.current} />
      <ErrorSummary faults={faults} place={summary} show={focusOnField} />
      <form
        noValidate
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          const found = checkStep('basis', draft, new Date())
          setFaults(found)
          if (found.length > 0) requestAnimationFrame(() => summary.current?.focus())
          else void work.run()
        }}
      >
        <BasisStep />
        <div class="buttons">
          <Button type="submit" disabled={work.busy}>
            {t.case.offers.onwardButton}
          </Button>
        </div>
      </form>
    </FormContext.Provider>
  )
}
