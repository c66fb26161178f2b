import type { ConsentView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { Narrow } from './narrow.tsx'
import { Renew } from './renew.tsx'

interface Props {
  readonly consent: ConsentView
  /** By which the own agency has the person. */
  readonly subjectRef: string
  changed(said: string): void
}

type Way = 'narrow' | 'renew'

/** A person may take back a part of what they agreed to, at any time; for more, or for longer, they are asked anew. */
export function Change({ consent, subjectRef, changed }: Props) {
  const { t } = useWords()
  const { may } = useSignedIn()
  const { change: says } = t.held
  const [way, setWay] = useState<Way>()
  const { basis, status, id, supersededBy } = consent
  const isOpen = status === 'in_force' || status === 'expired'
  if (basis !== 'consent' || !isOpen || supersededBy !== undefined || !may('consent:record')) return null
  const ways: readonly Way[] = status === 'in_force' ? ['narrow', 'renew'] : ['renew']
  const leave = () => setWay(undefined)
  const done = (made: Way) => {
    leave()
    changed(says.done[made])
  }
  return (
    <>
      <div class="buttons">
        {ways.map(one => (
          <button
            key={one}
            type="button"
            class="secondary"
            aria-expanded={way === one}
            aria-controls={`change-${id}`}
            onClick={() => setWay(way === one ? undefined : one)}
          >
            {says.begin[one]}
          </button>
        ))}
      </div>
      <div id={`change-${id}`}>
        {way === 'narrow' && <Narrow {...{ consent, leave }} done={() => done('narrow')} />}
        {way === 'renew' && <Renew {...{ consent, subjectRef, leave }} done={() => done('renew')} />}
      </div>
    </>
  )
}
