import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** What the browser keeps of one of its entries, beside the address. */
interface Entry<S> {
  readonly step?: S
  /** From which step somebody came to it. */
  readonly from?: S
  /** How many entries of this form lie before it. */
  readonly depth?: number
}

const entryNow = <S>(): Entry<S> => (typeof history.state === 'object' && history.state !== null ? history.state : {})

interface Steps<S> {
  readonly step: S
  to(next: S): void
  /** To the step before: whoever came from there goes back, and no further round. */
  back(before: S): void
  /** All is done: Back leads to what was before the form. */
  end(): void
}

/**
 * Steps of a form, at one address: it says to nobody how far somebody is. The browser's Back leads through them, as it does through pages.
 *
 * @param begin the step at which it begins
 * @param goOn what was begun before goes on: then where the browser's entry says
 * @param came told of each step to which the browser leads
 */
export function useSteps<S extends string>(begin: S, goOn: boolean, came: () => void): Steps<S> {
  const [step, setStep] = useState<S>(() => (goOn ? entryNow<S>().step : undefined) ?? begin)
  const told = useRef(came)
  told.current = came
  useLayoutEffect(() => {
    const before = goOn ? entryNow<S>() : {}
    history.replaceState({ ...entryNow(), from: before.from, depth: before.depth ?? 0, step }, '')
    const popped = () => {
      const { step: found } = entryNow<S>()
      if (found === undefined) return
      setStep(found)
      told.current()
    }
    addEventListener('popstate', popped)
    return () => removeEventListener('popstate', popped)
  }, [])
  const to = (next: S) => {
    if (next === step) return
    const { depth = 0 } = entryNow<S>()
    history.pushState({ ...entryNow(), from: step, depth: depth + 1, step: next }, '')
    setStep(next)
  }
  return {
    ...{ step, to },
    back(before) {
      if (entryNow<S>().from === before) history.back()
      else to(before)
    },
    end() {
      const { depth = 0 } = entryNow<S>()
      if (depth > 0) history.go(-depth)
    },
  }
}
