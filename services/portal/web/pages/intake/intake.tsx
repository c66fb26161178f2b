import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useWork } from '../../work/context.tsx'
import { emptyIntake } from '../../work/intake/draft.ts'
import type { KeptIntake } from '../../work/intake/keep.ts'
import { createIntakeSender } from '../../work/intake/send.ts'
import { IntakeForm } from './intake-form.tsx'

/** Many people of one event at once. */
export function Intake() {
  const { language } = useWords()
  const { session, client } = useSignedIn()
  const { intake } = useWork()
  const begin = (): KeptIntake => ({
    draft: emptyIntake(session.hub, language, () => crypto.randomUUID()),
    states: new Map(),
    send: createIntakeSender(client, () => crypto.randomUUID()),
  })
  const [{ begun, number }, setBegun] = useState(() => ({ begun: intake.current ?? begin(), number: 0 }))
  return (
    <IntakeForm
      key={number}
      begin={begun}
      another={() => {
        intake.current = undefined
        setBegun({ begun: begin(), number: number + 1 })
      }}
    />
  )
}
