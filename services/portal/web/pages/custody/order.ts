import { MATTER_NUMBER } from '@amparo/contracts'
import { useWords } from '../../app/context.ts'
import { isId } from '../../app/route.ts'
import { referenceIn } from './short-form.tsx'

/** What every order says: about whom, whose it is and under which number, and when it is looked at again. */
interface Order {
  readonly subjectRef: string
  readonly authority: string
  readonly reference: string
  readonly reviewOn: string
}

export const asSent = <T extends Order>(typed: T): T => ({
  ...typed,
  subjectRef: referenceIn(typed.subjectRef),
  reference: typed.reference.trim().toUpperCase(),
})

export function useOrderFaults() {
  const { custody, app } = useWords().t
  return (typed: Order) => {
    const { subjectRef, authority, reference, reviewOn } = asSent(typed)
    return {
      subjectRef: isId(subjectRef) ? undefined : custody.invalidReference,
      authority: authority === '' ? app.choose : undefined,
      reference: MATTER_NUMBER.test(reference) ? undefined : custody.numberHint,
      reviewOn: reviewOn === '' ? app.choose : undefined,
    }
  }
}
