import { useSignedIn, useWords } from '../../app/context.ts'
import { isGuardianSuspected } from '../../form/draft.ts'
import { isOnPaper } from '../../form/signed-sheet.ts'
import { ReadOut } from '../../ui/read-out.tsx'
import { SheetField } from '../../ui/sheet-field.tsx'
import { Flag, Radios, Select } from './bound.tsx'
import { idOf, useForm } from './form.ts'
import { PaperFile } from './paper-file.tsx'

/** How a consent was taken: what was read, whether it was understood, who spoke and who was there. `sheetEach`: of several people. */
export function TakingPart({ sheetEach = false }: { sheetEach?: boolean }) {
  const { t } = useWords()
  const { draft } = useForm()
  return (
    <>
      {draft.interpreter && <Radios name="interpreterKind" list="interpreter" />}
      <FormText />
      <Flag name="comprehensionChecked" />
      {draft.comprehensionChecked && <Select name="comprehension" list="comprehension" />}
      <Select name="capacity" list="capacity" />
      {draft.grantedBy === 'guardian' && !isGuardianSuspected(draft) && <GuardianPart />}
      <Radios name="signature" list="signature" />
      {isOnPaper(draft) && (sheetEach ? <p class="notice">{t.intake.sheetEach}</p> : <SheetPart />)}
      {draft.signature === 'oral_with_witness' && <WitnessPart />}
      <Flag name="noContact" />
    </>
  )
}

function FormText() {
  const { t, languageName } = useWords()
  const { formTexts } = useSignedIn()
  const { draft } = useForm()
  const shown = formTexts.shownFor(draft)
  if (shown === undefined) return null
  return (
    <details>
      <summary>
        {t.form.formText} ({shown.version})
      </summary>
      {draft.languageExplained !== '' && draft.languageExplained !== shown.language && (
        <p class="notice">{t.form.noFormText(languageName(draft.languageExplained), languageName(shown.language))}</p>
      )}
      <ReadOut text={shown.text} lang={shown.language} />
    </details>
  )
}

/** In an emergency nobody waits for a scanner, and whoever sends it is told what that means. */
function SheetPart() {
  const { t } = useWords()
  const { draft, set, faults } = useForm()
  const fault = faults.some(({ field }) => field === 'sheet') ? t.form.faults.required : undefined
  return (
    <>
      <SheetField id={idOf('sheet')} fault={fault} onSheet={sheet => set({ sheet })} />
      {draft.sheet !== null && <p class="hint">{t.form.sheetReady}</p>}
      {draft.sheet === null && draft.priority === 'emergency' && <p class="notice">{t.form.sheetLater}</p>}
    </>
  )
}

function GuardianPart() {
  const { t } = useWords()
  return (
    <div class="panel">
      <Radios name="guardianAuthority" list="authority" />
      <PaperFile name="guardianDocument" hint={t.form.orderFile} />
      <Radios name="conflictCheck" list="conflictCheck" />
    </div>
  )
}

/** The police never witness; nobody is asked to choose them. */
function WitnessPart() {
  const { t, code, codesOf } = useWords()
  const agencies = codesOf('agencyType').filter(type => type !== 'police')
  const choices = agencies.map(type => ({ code: type, label: code('agencyType', type) }))
  return <Select name="witness" choices={[{ code: 'no_agency', label: t.form.noAgency }, ...choices]} />
}
