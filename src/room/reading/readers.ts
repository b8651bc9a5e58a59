import type { Reader } from './examine.ts'

/** The two readers by name; FFmpeg is loaded only where it is asked for. */
export const readers: Readonly<Record<string, Reader>> = {
  javascript: {
    open: async file => (await import('./javascript-reader.ts')).openInJavaScript(file),
    isLast: false,
  },
  ffmpeg: {
    open: async file => (await import('./ffmpeg-reader.ts')).openByFfmpeg(file),
    isLast: true,
  },
}
