import { useWords } from '../../app/context.ts'
import { ROLES } from '../../form/fallback.ts'
import { Checkbox } from '../../ui/fields.tsx'
import { Moment, Radios, Select, Text } from './bound.tsx'
import { idOf, useForm } from './form.ts'

/** For what was made by phone or on paper, and is entered now. Codes and a number: there is no free text, so that nobody is named. */
export function FallbackPart() {
  const { t } = useWords()
  const { draft, set } = useForm()
  const { channel, role } = t.fallback
  return (
    <>
      <Checkbox
        id={`${idOf('fallback')}-any`}
        label={t.fallback.toggle}
        hint={t.fallback.toggleHint}
        checked={draft.fallback !== ''}
        onChecked={is => set({ fallback: is ? 'phone' : '', fallbackNumber: '', fallbackAt: '', fallbackBy: '' })}
      />
      {draft.fallback !== '' && (
        <div class="panel">
          <Radios
            name="fallback"
            choices={(['phone', 'paper'] as const).map(code => ({ code, label: channel[code] }))}
          />
          <Text name="fallbackNumber" />
          <Moment name="fallbackAt" />
          <Select
            name="fallbackBy"
            empty={t.fallback.nobodyYet}
            choices={ROLES.map(code => ({ code, label: role[code] }))}
          />
        </div>
      )}
    </>
  )
}
