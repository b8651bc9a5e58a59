import { notesIn } from '#verification/brought-file.ts'
import { part } from './element.ts'
import { chosen, dropped } from './files.ts'
import { resultOf } from './result.ts'
import type { Message, Task } from './task.ts'

/** The half that people see: takes what they bring and shows the verdict. */
export function show(): void {
  if (!('fromBase64' in Uint8Array)) {
    say(
      'このブラウザは古いため調べられません。新しい Chrome、Edge、Firefox、Safari で開いてください。',
    )
    return
  }
  const [one, folder] = [part('file', HTMLInputElement), part('folder', HTMLInputElement)]
  const place = part('drop', HTMLElement)
  let files = new Map<string, File>()
  const take = (found: Map<string, File>) => {
    files = found
    if (files.size > 0) void verify(files)
  }
  for (const input of [one, folder]) {
    input.addEventListener('change', () => input.files && take(chosen(input.files)))
    // The same file, edited meanwhile, may be chosen again.
    input.addEventListener('click', () => {
      input.value = ''
    })
  }
  for (const type of ['dragenter', 'dragover']) {
    document.addEventListener(type, event => {
      event.preventDefault()
      place.classList.add('over')
    })
  }
  document.addEventListener('dragleave', event => {
    if (event.relatedTarget === null) place.classList.remove('over')
  })
  document.addEventListener('drop', event => {
    event.preventDefault()
    place.classList.remove('over')
    if (event.dataTransfer) void dropped(event.dataTransfer.items).then(take, fail)
  })
  part('again', HTMLButtonElement).addEventListener('click', () => take(files))
}

let running: Worker | null = null

function verify(files: Map<string, File>): void {
  const brought = notesIn(part('brought', HTMLTextAreaElement).value)
  running?.terminate()
  part('result', HTMLElement).replaceChildren()
  part('verdict', HTMLScriptElement).textContent = ''
  say('調べています…')
  const program = part('program', HTMLScriptElement).textContent
  const worker = new Worker(URL.createObjectURL(new Blob([program], { type: 'text/javascript' })))
  running = worker
  worker.addEventListener('error', ({ message }) => fail(message))
  worker.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if ('done' in data) {
      say(`調べています… ${data.of}件のうち${data.done}件`)
      return
    }
    worker.terminate()
    if ('fault' in data) return fail(data.fault)
    say('')
    part('verdict', HTMLScriptElement).textContent = JSON.stringify(data.answer)
    const result = part('result', HTMLElement)
    result.replaceChildren(...resultOf(data.answer, data.shown, [...files.keys()]))
    result.querySelector<HTMLElement>('h2')?.focus()
  })
  worker.postMessage({ files, brought } satisfies Task)
}

const say = (words: string): void => {
  part('progress', HTMLElement).textContent = words
}
const fail = (error: unknown): void => say(`調べられませんでした: ${String(error)}`)
