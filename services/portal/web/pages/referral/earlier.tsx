import { useWords } from '../../app/context.ts'
import type { DataFault } from '../../case/values.ts'
import { faultOfMoment } from '../../form/fallback.ts'
import { Checkbox, MomentField } from '../../ui/fields.tsx'
import { idAt } from './data-fields.tsx'

/** Where a refusal names the time of a step. */
export const EARLIER = '/happenedAt'

/** When a step was taken by phone; undefined: now. `value`: YYYY-MM-DDTHH:MM of the clock on the wall. */
export function Earlier(props: {
  readonly value: string | undefined
  readonly fault: string | undefined
  change(value: string | undefined): void
}) {
  const { t } = useWords()
  const { value, fault, change } = props
  const texts: Readonly<Record<string, string>> = t.form.faults
  return (
    <>
      <Checkbox
        id="earlier"
        label={t.fallback.earlier}
        hint={t.fallback.earlierHint}
        checked={value !== undefined}
        onChecked={is => change(is ? '' : undefined)}
      />
      {value !== undefined && (
        <div id={idAt(EARLIER)}>
          <MomentField
            id="earlier-at"
            label={t.fallback.earlierAt}
            value={value}
            fault={fault && (texts[fault] ?? t.form.faults.invalid)}
            onValue={change}
          />
        </div>
      )}
    </>
  )
}

export function faultsOfEarlier(value: string, now: Date): readonly DataFault[] {
  const code = faultOfMoment(value, now)
  return code === undefined ? [] : [{ pointer: EARLIER, code }]
}
