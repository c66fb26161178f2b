import { type NeedName, needCodeOf, needNames } from '@amparo/contracts'
import { useWords } from '../../app/context.ts'
import { isChild } from '../../form/draft.ts'
import { Checks, Flag, Radios, Text } from './bound.tsx'
import { useForm } from './form.ts'
import { SafeContact } from './safe-contact.tsx'

const isNeed = (code: string): code is NeedName => needNames.some(name => name === code)

export function SafetyStep() {
  const { t } = useWords()
  const { draft, set } = useForm()
  const yesNo = [
    { code: 'yes', label: t.app.yes },
    { code: 'no', label: t.app.no },
  ]
  return (
    <>
      <SafeContact />
      <Checks
        name="needs"
        list="need"
        // What the person needs is what is asked for; it can be changed later.
        changed={needs => set({ needs, services: needs.filter(isNeed).map(needCodeOf) })}
      />
      <Checks name="risks" list="risk" />
      <Radios name="fearAsked" choices={yesNo} />
      {draft.fearAsked === 'yes' && (
        <div class="panel">
          <Flag name="fearInPrivate" />
          <Radios name="fearAnswer" list="fearAnswer" />
        </div>
      )}
      <Flag name="hasGuardian" />
      {draft.hasGuardian && (
        <div class="panel">
          <Text name="guardianName" />
          <Text name="guardianRelation" />
          <Text name="guardianPhone" />
          <Flag name="guardianInformed" />
        </div>
      )}
      {isChild(draft) && !draft.hasGuardian && <p class="notice">{t.form.childWithoutGuardian}</p>}
    </>
  )
}
