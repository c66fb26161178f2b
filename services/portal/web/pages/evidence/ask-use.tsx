import type { EvidenceDetail } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { Button } from '../../ui/button.tsx'
import { CheckboxGroup, SelectField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { codesOfStep, useCode } from './said.ts'
import { shortOf, useStep } from './use-step.ts'
import type { UseSteps } from './use-steps.ts'

interface Props {
  readonly request: EvidenceDetail
  readonly steps: UseSteps
  /** What came. */
  readonly came: readonly { readonly item: string; readonly kind: string }[]
  done(what: string): Promise<void>
  outdated(): void
}

const ABROAD = 'pass-to-other-state'

/** The side that received it asks for another use: of which items, for what, and to which state. */
export function AskUse({ request, steps, came, done, outdated }: Props) {
  const { t, hubName } = useWords()
  const { agencies } = useSignedIn()
  const word = useCode(request)
  const { uses } = t.evidence
  const { fromHub, toHub } = request
  const id = `ask-${steps.id}`
  const [use, setUse] = useState('')
  const [to, setTo] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const work = useStep(request, { done, outdated })
  const hubs = [...new Set(agencies.all.map(({ hub }) => hub))].filter(hub => hub !== fromHub && hub !== toHub)
  const isWhole = use !== '' && (use !== ABROAD || to !== '')
  const choices = came.map(({ item, kind }) => ({
    code: item,
    label: `${word(kind)} ${uses.item(shortOf(item))}`,
  }))
  return (
    <form
      class="panel"
      noValidate
      aria-labelledby={`${id}-title`}
      onSubmit={event => {
        event.preventDefault()
        const items = chosen.map(item => ({ item }))
        void work.run(steps.ask, { use, ...(use === ABROAD && { to }), ...(items.length > 0 && { items }) })
      }}
    >
      <h3 id={`${id}-title`}>{uses.ask}</h3>
      <Problem problem={work.problem} focus />
      <SelectField
        id={`${id}-for`}
        label={word('use')}
        value={use}
        empty={t.app.choose}
        choices={codesOfStep(request, steps.ask, 'use').map(code => ({ code, label: word(code) }))}
        onValue={setUse}
      />
      {use === ABROAD && (
        <SelectField
          id={`${id}-to`}
          label={word('to')}
          value={to}
          empty={t.app.choose}
          choices={hubs.map(hub => ({ code: hub, label: hubName(hub) }))}
          onValue={setTo}
        />
      )}
      <CheckboxGroup
        id={`${id}-items`}
        label={word('items')}
        hint={uses.noneIsAll}
        values={chosen}
        choices={choices}
        onValues={setChosen}
      />
      <div class="buttons">
        <Button type="submit" disabled={work.busy || !isWhole}>
          {uses.ask}
        </Button>
      </div>
    </form>
  )
}
