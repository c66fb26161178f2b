import { useState } from 'preact/hooks'
import { useWords } from '../app/context.ts'
import { useAction } from '../app/use-action.ts'
import { saveBlob } from '../case/save-file.ts'
import { Button } from './button.tsx'
import { FileProgress } from './file-progress.tsx'
import { OpenProgram } from './open-program.tsx'
import { Status } from './page.tsx'
import { Problem } from './problem.tsx'

interface Props {
  /** Names the folder. */
  readonly id: string
  /** What it is, for whoever does not see where the button stands. */
  readonly name: string
  readonly sealedTo: string
  readonly notice: string
  /** A ZIP. Each call is an entry in the log. */
  readonly fetch: (onProgress: (done: number, size: number) => void) => Promise<Blob>
}

/** What is sealed to the agency itself, to be opened at the agency: this page cannot. */
export function SealedItem({ id, name, sealedTo, notice, fetch }: Props) {
  const { t } = useWords()
  const [saved, setSaved] = useState<string>()
  const [far, setFar] = useState<{ readonly done: number; readonly size: number }>()
  const download = useAction(async () => {
    const folder = `amparo-${id}`
    setSaved(undefined)
    try {
      saveBlob(await fetch((done, size) => setFar({ done, size })), `${folder}.zip`)
      setSaved(folder)
    } finally {
      setFar(undefined)
    }
  })
  return (
    <>
      <p class="notice">{notice}</p>
      <Problem problem={download.problem} />
      <Status>{download.busy ? t.sealed.fetching : saved !== undefined && t.sealed.fetched(saved, sealedTo)}</Status>
      {far && <FileProgress label={t.sealed.fetching} {...far} />}
      <div class="buttons">
        <Button
          type="button"
          class="secondary"
          disabled={download.busy}
          aria-label={`${t.sealed.fetch}${t.app.colon}${name}`}
          onClick={() => void download.run()}
        >
          {t.sealed.fetch}
        </Button>
      </div>
      <OpenProgram />
    </>
  )
}
