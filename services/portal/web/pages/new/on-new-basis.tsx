import type { AgencyView } from '@amparo/client'
import type { ComponentChildren } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import { useSignedIn } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { go } from '../../app/use-route.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { checkStep } from '../../form/check.ts'
import type { Draft } from '../../form/draft.ts'
import { refusalIn } from '../../form/exclusions.ts'
import type { Fault } from '../../form/faults.ts'
import { consentOf, referralOf } from '../../form/payload.ts'
import { createRecorder } from '../../form/record-basis.ts'
import { completing } from '../../form/send.ts'
import { sheetIn } from '../../form/signed-sheet.ts'
import type { StepName } from '../../form/steps.ts'
import { Button } from '../../ui/button.tsx'
import { BasisStep } from './basis-step.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { focusOnField } from './focus.ts'
import { FormContext } from './form.ts'
import { NotSent } from './not-sent.tsx'

interface Props {
  readonly subjectRef: string
  readonly begin: Draft
  /** What is asked for beside the basis. */
  readonly children?: ComponentChildren
  /** The steps of the form that are asked for here. */
  readonly steps: readonly StepName[]
  readonly button: string
  /** What it completes, or what it comes of. */
  readonly draftId?: string
  readonly offerId?: string
}

/** A referral about a person whose record the hub has, on a basis that is recorded first. */
export function OnNewBasis({ subjectRef, begin, children, steps, button, draftId, offerId }: Props) {
  const { client, agencies, protocols, formTexts } = useSignedIn()
  const [draft, setDraft] = useState<Draft>(begin)
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const summary = useRef<HTMLElement>(null)
  const basis = useMemo(() => createRecorder(client, () => crypto.randomUUID()), [client])
  const recorded = useRef<string>(undefined)
  /** By a no of a child that is recorded here: the draft that protects them. */
  const opened = useRef<string>(undefined)
  const [isTouched, setTouched] = useState(false)
  useUnsaved(isTouched)
  const protocol = protocols.find(draft.protocol)
  const set = (change: Partial<Draft>) => {
    recorded.current = undefined
    setTouched(true)
    setDraft(before => ({ ...before, ...change }))
    setFaults(before => before.filter(({ field }) => !(field in change)))
  }
  const record = async (to: AgencyView): Promise<string> => {
    const refusal = refusalIn(draft, to, subjectRef)
    if (refusal !== undefined)
      opened.current = (await client.refuseConsent(refusal, basis.keyFor(['refusal', refusal]))).draftId
    const file = sheetIn(draft)
    const sheet = file && (await basis.keepSheet(subjectRef, file))
    return (await basis.record(consentOf(draft, to, subjectRef, { protocol, formTexts, sheet }))).id
  }
  const work = useAction(async () => {
    const to = agencies.find({ hub: draft.hub, agencyId: draft.agency })
    if (to === undefined) return
    // What was recorded is not recorded twice when sending is tried again.
    recorded.current ??= await record(to)
    const basisId = recorded.current
    const submit = (completes?: string) => {
      const form = referralOf(draft, to, subjectRef, { protocol, draftId: completes })
      const request = { ...form, ...(offerId && { offerId }) }
      return client.submitReferral(request, basis.keyFor(['referral', basisId, request]))
    }
    const sent = await (draftId === undefined ? completing(opened.current, submit) : submit(draftId))
    setTouched(false)
    go({ page: 'referral', id: sent.id })
  })
  const form = useMemo(() => ({ draft, set, faults }), [draft, faults])
  return (
    <FormContext.Provider value={form}>
      <NotSent problem={work.problem} basisId={recorded.current} />
      <ErrorSummary faults={faults} place={summary} show={focusOnField} />
      <form
        noValidate
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          const found = steps.flatMap(step => checkStep(step, draft, new Date(), protocol))
          setFaults(found)
          if (found.length > 0) requestAnimationFrame(() => summary.current?.focus())
          else void work.run()
        }}
      >
        {children}
        <BasisStep />
        <div class="buttons">
          <Button type="submit" disabled={work.busy}>
            {button}
          </Button>
        </div>
      </form>
    </FormContext.Provider>
  )
}
