import { useEffect, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useKeys } from '../../app/use-keys.ts'
import { go } from '../../app/use-route.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'

const PRIORITIES = ['normal', 'urgent', 'emergency'] as const

/** Which assistance of which state: what it has to say then, the treaty between the two says. */
export function NewRequest() {
  const { t, code, hubName } = useWords()
  const { client, agencies, session } = useSignedIn()
  const { evidence } = t
  const [type, setType] = useState('')
  const [to, setTo] = useState('')
  const [priority, setPriority] = useState('normal')
  const [looked, setLooked] = useState(false)
  const { once } = useKeys()
  const isHere = useRef(true)
  useEffect(
    () => () => {
      isHere.current = false
    },
    [],
  )
  const work = useAction(async () => {
    const draft = { type, to, priority, answers: {} }
    const { id } = await once(draft, key => client.draftEvidence(draft, key))
    // Whoever went on meanwhile finds it in the list.
    if (isHere.current) go({ page: 'evidence', id })
  })
  const lacks = (value: string) => (looked && value === '' ? t.form.faults.required : undefined)
  const hubs = new Set(
    agencies.all.filter(one => one.type === 'central_authority' && one.hub !== session.hub).map(({ hub }) => hub),
  )
  const types = Object.entries(evidence.types).map(([known, label]) => ({ code: known, label }))
  return (
    <form
      class="panel"
      noValidate
      aria-labelledby="begin-request"
      onSubmit={event => {
        event.preventDefault()
        setLooked(true)
        if (type !== '' && to !== '') void work.run()
      }}
    >
      <h2 id="begin-request">{evidence.begin}</h2>
      <Problem problem={work.problem} focus />
      <SelectField
        id="request-type"
        label={evidence.type}
        fault={lacks(type)}
        value={type}
        empty={t.app.choose}
        choices={types}
        onValue={setType}
      />
      <SelectField
        id="request-to"
        label={evidence.to}
        fault={lacks(to)}
        value={to}
        empty={t.app.choose}
        choices={[...hubs].map(hub => ({ code: hub, label: hubName(hub) }))}
        onValue={setTo}
      />
      <SelectField
        id="request-priority"
        label={evidence.priority}
        value={priority}
        choices={PRIORITIES.map(known => ({ code: known, label: code('priority', known) }))}
        onValue={setPriority}
      />
      <Status>{work.busy && evidence.beginning}</Status>
      <div class="buttons">
        <Button type="submit" disabled={work.busy}>
          {evidence.begin}
        </Button>
      </div>
    </form>
  )
}
