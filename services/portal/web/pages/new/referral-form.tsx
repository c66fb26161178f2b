import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { type KeptForm, useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useAction } from '../../app/use-action.ts'
import { useSteps } from '../../app/use-steps.ts'
import { checkStep } from '../../form/check.ts'
import type { Draft, FieldName } from '../../form/draft.ts'
import { refusalIn } from '../../form/exclusions.ts'
import { type Fault, faultsOf } from '../../form/faults.ts'
import { fearFaults } from '../../form/fear.ts'
import { consentOf, payloadOf, referralOf } from '../../form/payload.ts'
import { type Sent, StageRefused } from '../../form/send.ts'
import { sheetIn } from '../../form/signed-sheet.ts'
import { STEPS, type StepName, stepOf } from '../../form/steps.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { PhoneInstead } from '../../ui/phone-instead.tsx'
import { BasisStep } from './basis-step.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { FactsStep } from './facts-step.tsx'
import { focusOnField } from './focus.ts'
import { FormContext } from './form.ts'
import { NarrativeStep } from './narrative-step.tsx'
import { NotSent } from './not-sent.tsx'
import { PersonStep } from './person-step.tsx'
import { RecipientStep } from './recipient-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { SafetyStep } from './safety-step.tsx'
import { type Progress, Sending } from './sending.tsx'

const PARTS: Readonly<Record<Exclude<StepName, 'review'>, () => preact.JSX.Element>> = {
  person: PersonStep,
  safety: SafetyStep,
  facts: FactsStep,
  narrative: NarrativeStep,
  recipient: RecipientStep,
  basis: () => <BasisStep />,
}

/** The form, one step at a time. A refusal marks its fields and takes nothing away. */
export function ReferralForm({ begin, sent }: { begin: KeptForm; sent(sent: Sent): void }) {
  const { t } = useWords()
  const { agencies, kept, protocols, formTexts, session } = useSignedIn()
  const { send } = begin
  const [draft, setDraft] = useState(begin.draft)
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [progress, setProgress] = useState<Progress>()
  const [basisId, setBasisId] = useState<string>()
  const { step, to, back, end } = useSteps<StepName>(begin.step, kept.current !== undefined, () => {
    sending.clear()
    focusOn('title')
  })
  const { summary, title, focusOn } = useFocus(step)

  const set = (change: Partial<Draft>) => {
    setDraft(before => ({ ...before, ...change }))
    setFaults(before => before.filter(({ field }) => !(field in change)))
  }
  useEffect(() => {
    if (draft !== begin.draft || kept.current) kept.current = { draft, step, send }
  }, [draft, step, send, kept, begin.draft])

  const sending = useAction(async () => {
    const recipient = agencies.find({ hub: draft.hub, agencyId: draft.agency })
    if (!recipient) return
    const protocol = protocols.find(draft.protocol)
    try {
      const done = await send(
        {
          payload: payloadOf(draft, new Date()),
          sheet: sheetIn(draft),
          refusal: subjectRef => refusalIn(draft, recipient, subjectRef),
          consent: (subjectRef, sheet) => consentOf(draft, recipient, subjectRef, { protocol, formTexts, sheet }),
          referral: (subjectRef, draftId) => referralOf(draft, recipient, subjectRef, { protocol, draftId }),
        },
        at => setProgress({ at, failed: false }),
      )
      sent(done)
      end()
    } catch (error) {
      setProgress(now => now && { ...now, failed: true })
      if (error instanceof StageRefused) {
        setFaults(faultsOf(error.stage, error.problem))
        setBasisId(error.basisId)
      }
      throw error
    }
  })

  const goTo = (next: StepName, by = to) => {
    sending.clear()
    by(next)
    focusOn('title')
  }
  const show = (field: FieldName) => {
    to(stepOf(field))
    focusOn(field)
  }
  /** Whom it goes to is known only after the step that asks. */
  const feared = () => fearFaults(draft, agencies.find({ hub: draft.hub, agencyId: draft.agency }), session.hub)
  const forward = () => {
    const found = [
      ...checkStep(step, draft, new Date(), protocols.find(draft.protocol)),
      ...(step === 'recipient' ? feared() : []),
    ]
    setFaults(found)
    if (found.length > 0) focusOn('summary')
    else goTo(STEPS[STEPS.indexOf(step) + 1] ?? 'review')
  }
  const submit = () => {
    const found = [
      ...STEPS.flatMap(name => checkStep(name, draft, new Date(), protocols.find(draft.protocol))),
      ...feared(),
    ]
    setFaults(found)
    if (found.length > 0) focusOn('summary')
    else void sending.run()
  }
  const Part = step === 'review' ? undefined : PARTS[step]
  const number = STEPS.indexOf(step) + 1
  const form = useMemo(() => ({ draft, set, faults }), [draft, faults])
  return (
    <FormContext.Provider value={form}>
      <Page title={t.form.title} lead={t.form.lead}>
        {number === 1 && (
          <p>
            {t.case.quick.offer} <a href={addressOf({ page: 'quick' })}>{t.case.quick.offerLink}</a>
          </p>
        )}
        <PhoneInstead />
        <p class="progress">{t.form.progress(number, STEPS.length)}</p>
        <ol class="steps" aria-hidden="true">
          {STEPS.map((name, i) => (
            <li key={name} class={i + 1 < number ? 'past' : i + 1 === number ? 'now' : 'later'} />
          ))}
        </ol>
        <h2 ref={title} tabIndex={-1}>
          {t.form.steps[step]}
        </h2>
        <p>{t.form.stepLead[step]}</p>
        <NotSent problem={sending.problem} basisId={basisId} />
        <ErrorSummary faults={faults} place={summary} show={show} />
        <form
          noValidate
          autocomplete="off"
          onSubmit={event => {
            event.preventDefault()
            if (step === 'review') submit()
            else forward()
          }}
        >
          {Part ? <Part /> : <ReviewStep edit={goTo} />}
          {step === 'review' && progress && <Sending progress={progress} />}
          <div class="buttons">
            <Button type="submit" disabled={sending.busy}>
              {step === 'review' ? (sending.busy ? t.form.sending : t.form.send) : t.form.next}
            </Button>
            {number > 1 && (
              <Button
                type="button"
                class="secondary"
                disabled={sending.busy}
                onClick={() => goTo(STEPS[number - 2] ?? 'person', back)}
              >
                {t.form.previous}
              </Button>
            )}
          </div>
        </form>
        <p class="hint">{t.form.nothingStored}</p>
      </Page>
    </FormContext.Provider>
  )
}

/** Where the keyboard goes next, once what was asked for stands on the page. */
function useFocus(step: StepName) {
  const summary = useRef<HTMLElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const wanted = useRef<FieldName | 'summary' | 'title' | undefined>(undefined)
  const [turn, setTurn] = useState(0)
  // Whenever something is asked for, or another step is shown.
  useLayoutEffect(() => {
    const on = wanted.current
    wanted.current = undefined
    if (on === undefined) return
    if (on === 'summary') return summary.current?.focus()
    if (on === 'title') return title.current?.focus()
    focusOnField(on)
  }, [turn, step])
  return {
    ...{ summary, title },
    focusOn: (what: FieldName | 'summary' | 'title') => {
      wanted.current = what
      setTurn(before => before + 1)
    },
  }
}
