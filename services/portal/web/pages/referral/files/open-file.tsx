import { type FileContents, fetchFile, type OpenedFile } from '@amparo/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../../app/context.ts'
import { useAction } from '../../../app/use-action.ts'
import { useOpened } from '../../../app/use-opened.ts'
import { nameOf } from '../../../case/file-name.ts'
import { saveBlob } from '../../../case/save-file.ts'
import { Button } from '../../../ui/button.tsx'
import { FileProgress } from '../../../ui/file-progress.tsx'
import { Status } from '../../../ui/page.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { CustodySheet } from './custody-sheet.tsx'

interface Props {
  readonly fileId: string
  readonly name: string
  /** Each call is an entry in the log. */
  readonly open: () => Promise<OpenedFile>
  /** To see who has had it alone. Default: as it is opened. */
  readonly look?: () => Promise<OpenedFile>
  /** Where its bytes lie, if that is not among those of people. */
  readonly contents?: Pick<FileContents, 'fileContent'>
  /** As its sheet of custody has it. */
  readonly after?: readonly string[] | undefined
}

/** Fetched, opened and verified in this browser, and saved; and who has had it. */
export function OpenFile({ fileId, name, open, look = open, contents, after }: Props) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const says = t.files
  const custody = useOpened<OpenedFile>(look)
  const [far, setFar] = useState<{ readonly done: number; readonly size: number }>()
  const [saved, setSaved] = useState(false)
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])
  const download = useAction(async () => {
    const abort = new AbortController()
    stop.current = abort
    setSaved(false)
    try {
      const known = await open()
      const onProgress = (done: number, size: number) => setFar({ done, size })
      onProgress(0, known.size)
      saveBlob(await fetchFile(contents ?? client, known, { onProgress, signal: abort.signal }), nameOf(known))
      setSaved(true)
    } finally {
      setFar(undefined)
    }
  })
  return (
    <>
      <Problem problem={download.problem ?? custody.open.problem} />
      <Status>{download.busy ? says.downloading : saved && says.downloaded}</Status>
      {far && <FileProgress label={says.downloading} {...far} />}
      <div class="buttons">
        <Button
          type="button"
          class="secondary"
          disabled={download.busy}
          aria-label={`${says.download}${t.app.colon}${name}`}
          onClick={() => void download.run()}
        >
          {says.download}
        </Button>
        <Button
          type="button"
          class="secondary"
          disabled={custody.open.busy}
          aria-label={`${custody.view ? says.hideCustody : says.custody}${t.app.colon}${name}`}
          aria-expanded={custody.view !== undefined}
          onClick={() => (custody.view ? custody.clear() : void custody.open.run())}
        >
          {custody.view ? says.hideCustody : says.custody}
        </Button>
      </div>
      {custody.view && <CustodySheet id={`custody-${fileId}`} file={custody.view} after={after} />}
    </>
  )
}
