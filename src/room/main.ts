/** A process for foreign bytes, started by `openRoom` alone: it does the one task it is named and ends. */
const tasks: Readonly<Record<string, () => Promise<void>>> = {
  onvif: async () => (await import('./onvif/task.ts')).onvif(),
  examine: async () => (await import('./reading/task.ts')).examineTask(),
  deliver: async () => (await import('./reading/task.ts')).deliverTask(),
  rendition: async () => (await import('./rendition/task.ts')).renditionTask(),
}

const task = tasks[process.argv[2] ?? '']
if (!task) throw new Error('a room is started by Tachiai itself')
await task()
