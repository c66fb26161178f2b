import { useWords } from '../../app/context.ts'
import { Checkbox, RadioGroup } from '../../ui/fields.tsx'

/** How a part is taken back: of a court's order there is no part. What is undefined nobody has said yet: neither is chosen for them. */
export interface How {
  readonly by: 'self' | 'guardian' | undefined
  readonly duress: 'none' | 'suspected' | undefined
  /** Somebody spoke with the person alone and asked about pressure. */
  readonly alone: boolean
}

interface Props {
  readonly id: (part: string) => string
  readonly how: How
  /** A guardian takes back only what a guardian gave. */
  readonly ofGuardian: boolean
  readonly faults: Readonly<Partial<Record<keyof How, string | undefined>>>
  change(part: Partial<How>): void
}

export function HowTaken({ id, how, ofGuardian, faults, change }: Props) {
  const { t } = useWords()
  const { takeBack: says } = t.record
  const { self, guardian } = says.takers
  return (
    <>
      <p class="hint">{says.byPhone}</p>
      {ofGuardian && (
        <RadioGroup
          {...{ id: id('by'), label: says.by, value: how.by ?? '', fault: faults.by }}
          choices={Object.entries({ self, guardian }).map(([code, label]) => ({ code, label }))}
          onValue={one => change({ by: one === 'guardian' ? 'guardian' : 'self' })}
        />
      )}
      <RadioGroup
        {...{ id: id('duress'), label: says.duress, value: how.duress ?? '', fault: faults.duress }}
        choices={Object.entries(says.pressure).map(([code, label]) => ({ code, label }))}
        onValue={one => change({ duress: one === 'suspected' ? 'suspected' : 'none' })}
      />
      <Checkbox
        {...{ id: id('alone'), label: says.alone, fault: faults.alone, checked: how.alone }}
        onChecked={alone => change({ alone })}
      />
    </>
  )
}
