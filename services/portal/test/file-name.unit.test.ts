import { expect, it } from 'vitest'
import { nameOf } from '../web/case/file-name.ts'

const endingOf = (mediaType: string) => nameOf({ fileId: 'f', mediaType })

it('a file is saved under the ending of a kind that nothing runs, whatever its sender says it is', () => {
  expect(endingOf('video/mp4')).toBe('f.mp4')
  expect(endingOf('image/jpeg')).toBe('f.jpg')
  expect(endingOf('application/pdf')).toBe('f.pdf')
  for (const kind of ['application/hta', 'text/html', 'application/js', 'x/exe', 'x/lnk', 'image/svg', 'x/constructor'])
    expect(endingOf(kind)).toBe('f.bin')
})
