import { useMemo, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../app/context.ts'
import { addressOf } from '../app/route.ts'
import { useAction } from '../app/use-action.ts'
import { useUnsaved } from '../app/use-unsaved.ts'
import { checkStep } from '../form/check.ts'
import { type Draft, emptyDraft } from '../form/draft.ts'
import { refusalIn } from '../form/exclusions.ts'
import { type Fault, faultsOf } from '../form/faults.ts'
import { fearFaults } from '../form/fear.ts'
import { consentOf, payloadOf, referralOf } from '../form/payload.ts'
import { QUICK_FIELDS, quickDraft, quickFaults } from '../form/quick.ts'
import { createSender, type Sent, StageRefused } from '../form/send.ts'
import { STEPS } from '../form/steps.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { PhoneInstead } from '../ui/phone-instead.tsx'
import { ErrorSummary } from './new/error-summary.tsx'
import { focusOnField } from './new/focus.ts'
import { FormContext } from './new/form.ts'
import { NotSent } from './new/not-sent.tsx'
import { type Progress, Sending } from './new/sending.tsx'
import { QuickFields } from './quick/fields.tsx'
import { QuickSent } from './quick/sent.tsx'

/** One page for an emergency: what must be known now, and nothing that can wait. */
export function QuickReferral() {
  const { t, language } = useWords()
  const { session, client, agencies, protocols, formTexts } = useSignedIn()
  const [asked, setAsked] = useState<Draft>(() => emptyDraft(session.hub, language))
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [progress, setProgress] = useState<Progress>()
  const [done, setDone] = useState<{ sent: Sent; tookMs: number }>()
  const begun = useRef(Date.now())
  const summary = useRef<HTMLElement>(null)
  const sender = useRef(createSender(client, () => crypto.randomUUID()))
  useUnsaved(done === undefined && (asked.minor !== '' || asked.needs.length > 0))

  const set = (change: Partial<Draft>) => {
    setAsked(before => ({ ...before, ...change }))
    setFaults(before => before.filter(({ field }) => !(field in change)))
  }
  const tell = (found: readonly Fault[]) => {
    setFaults(found)
    if (found.length > 0) requestAnimationFrame(() => summary.current?.focus())
  }
  const sending = useAction(async () => {
    const draft = quickDraft(asked, new Date(), language)
    const to = agencies.find({ hub: draft.hub, agencyId: draft.agency })
    if (!to) return
    const protocol = protocols.find(draft.protocol)
    try {
      const sent = await sender.current(
        {
          payload: payloadOf(draft, new Date()),
          refusal: subjectRef => refusalIn(draft, to, subjectRef),
          consent: subjectRef => consentOf(draft, to, subjectRef, { protocol, formTexts }),
          referral: (subjectRef, draftId) => referralOf(draft, to, subjectRef, { protocol, draftId, quick: true }),
        },
        at => setProgress({ at, failed: false }),
      )
      setDone({ sent, tookMs: Date.now() - begun.current })
    } catch (error) {
      setProgress(now => now && { ...now, failed: true })
      if (error instanceof StageRefused) tell(onThisPage(faultsOf(error.stage, error.problem)))
      throw error
    }
  })
  const submit = () => {
    const draft = quickDraft(asked, new Date(), language)
    const all = onThisPage([
      ...STEPS.flatMap(step => checkStep(step, draft, new Date(), protocols.find(draft.protocol))),
      ...quickFaults(draft, asked),
      ...fearFaults(draft, agencies.find({ hub: draft.hub, agencyId: draft.agency }), session.hub).map(unasked),
    ])
    tell(all)
    if (all.length === 0) void sending.run()
  }
  const form = useMemo(() => ({ draft: asked, set, faults }), [asked, faults])
  if (done) return <QuickSent sent={done.sent} tookMs={done.tookMs} />
  return (
    <FormContext.Provider value={form}>
      <Page title={t.case.quick.title} lead={t.case.quick.lead}>
        <PhoneInstead />
        <p>
          <a href={addressOf({ page: 'new' })}>{t.case.quick.full}</a>
        </p>
        <NotSent problem={sending.problem} />
        <ErrorSummary faults={faults} place={summary} show={focusOnField} />
        <form
          noValidate
          autocomplete="off"
          onSubmit={event => {
            event.preventDefault()
            submit()
          }}
        >
          <QuickFields />
          {progress && <Sending progress={progress} />}
          <div class="buttons">
            <Button type="submit" disabled={sending.busy}>
              {sending.busy ? t.form.sending : t.case.quick.send}
            </Button>
          </div>
        </form>
        <p class="hint">{t.form.nothingStored}</p>
      </Page>
    </FormContext.Provider>
  )
}

/** The full form asks it; from here nobody can be chosen to whom it matters. */
const unasked = ({ code }: Fault): Fault => ({ field: 'agency', code })

/** What is wrong with a field that this form does not ask for is told by the refusal itself. */
const onThisPage = (faults: readonly Fault[]): readonly Fault[] =>
  faults
    .filter(({ field }) => QUICK_FIELDS.includes(field))
    .toSorted((a, b) => QUICK_FIELDS.indexOf(a.field) - QUICK_FIELDS.indexOf(b.field))
