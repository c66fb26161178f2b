import { useSignedIn, useWords } from '../../app/context.ts'
import { DayField, SelectField } from '../../ui/fields.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { type FilterName, type Filters, withFilter } from '../../work/filters.ts'
import { statesOf } from '../../work/states.ts'

interface Props {
  readonly filters: Filters
  /** A draft has no state, and nobody's turn. */
  readonly drafts: boolean
  change(filters: Filters): void
}

const CHOSEN: readonly FilterName[] = ['protocol', 'state', 'priority', 'service', 'since']

/** What a list is narrowed down to. The four questions of every day are one press away. */
export function FilterBar({ filters, drafts, change }: Props) {
  const words = useWords()
  const { t, code, codesOf, say } = words
  const { protocols } = useSignedIn()
  const set = (name: FilterName) => (value: string) => change(withFilter(filters, name, value))
  const toggle = (name: FilterName, value: string) => ({
    on: filters[name] === value,
    change: () => set(name)(filters[name] === value ? '' : value),
  })
  const chosen = CHOSEN.filter(name => filters[name] !== undefined).length
  const any = Object.keys(filters).length > 0
  return (
    <div class="filters">
      <fieldset class="toggles">
        <legend>{t.lists.show}</legend>
        {!drafts && <Toggle {...toggle('turn', 'mine')}>{t.lists.quick.turn}</Toggle>}
        {!drafts && <Toggle {...toggle('overdue', 'true')}>{t.lists.quick.overdue}</Toggle>}
        {!drafts && <Toggle {...toggle('fallback', 'true')}>{t.fallback.filter}</Toggle>}
        <Toggle {...toggle('assigned', 'me')}>{t.lists.quick.mine}</Toggle>
        <Toggle {...toggle('assigned', 'none')}>{t.lists.quick.nobodys}</Toggle>
      </fieldset>
      <details open={chosen > 0}>
        <summary>
          {t.lists.more}
          {chosen > 0 && <span class="minor-label"> · {t.lists.chosen(chosen)}</span>}
        </summary>
        <div class="filter">
          <SelectField
            id="filter-protocol"
            label={t.lists.protocol}
            value={filters.protocol ?? ''}
            empty={t.lists.anyProtocol}
            choices={protocols.all.map(({ id, name }) => ({ code: id, label: say(name) }))}
            onValue={set('protocol')}
          />
          {!drafts && (
            <SelectField
              id="filter-state"
              label={t.lists.state}
              value={filters.state ?? ''}
              empty={t.lists.anyState}
              choices={statesOf(protocols, filters.protocol).map(([state, text]) => ({
                code: state,
                label: say(text),
              }))}
              onValue={set('state')}
            />
          )}
          <SelectField
            id="filter-priority"
            label={t.lists.priority}
            value={filters.priority ?? ''}
            empty={t.lists.anyPriority}
            choices={codesOf('priority').map(name => ({ code: name, label: code('priority', name) }))}
            onValue={set('priority')}
          />
          <SelectField
            id="filter-service"
            label={t.lists.service}
            value={filters.service ?? ''}
            empty={t.lists.anyService}
            choices={codesOf('service').map(name => ({ code: name, label: code('service', name) }))}
            onValue={set('service')}
          />
          <DayField id="filter-since" label={t.lists.since} value={filters.since ?? ''} onValue={set('since')} />
        </div>
      </details>
      {any && (
        <button type="button" class="plain" onClick={() => change({})}>
          {t.lists.clear}
        </button>
      )}
    </div>
  )
}
