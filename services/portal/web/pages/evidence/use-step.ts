import type { EvidenceDetail } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'

/** The request is not as it was when this page showed it. */
const OUTDATED: readonly string[] = ['request_moved_on', 'request_step_not_allowed', 'request_step_blocked']

interface After {
  done(what: string): void
  outdated(): void
}

/** Takes a step of the request's protocol; one that comes too late has the page load the request again. */
export function useStep({ id, version, allowedSteps }: EvidenceDetail, { done, outdated }: After) {
  const { t, say } = useWords()
  const { client } = useSignedIn()
  return useAction(async (step: string, data?: object) => {
    await client.evidenceStep(id, version, step, data).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && OUTDATED.includes(String(error.code))) outdated()
      throw error
    })
    const taken = allowedSteps.find(one => one.step === step)
    done(t.evidence.done(taken ? say(taken.text) : step))
  })
}

/** By which people tell items of one request apart. */
export const shortOf = (item: string): string => item.slice(0, 8)
