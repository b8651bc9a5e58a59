import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { printed, readMoment, tokyo } from '#civil/minute.ts'
import { layoutOf } from './layout-of.ts'
import { timeInName } from './name-times.ts'

/** A path as a recorder writes it, and what it says in Tokyo time; null: nothing. */
const examples: readonly (readonly [string, string | null, string?])[] = [
  [
    'IPC/2024-05-06/001/dav/07/07.08.09-07.18.09[M][0@0][0].mp4',
    '2024-05-06 07:08:09',
    'Dahua / Amcrest',
  ],
  [
    '2024-05-06/001/dav/07/07.08.09-07.18.09[R][0@0][0].dav',
    '2024-05-06 07:08:09',
    'Dahua / Amcrest',
  ],
  ['AMC001/2024-05-06/07.08.09-07.18.09[M][0@0][0].mp4', '2024-05-06 07:08:09', 'Dahua / Amcrest'],
  [
    '20240506/07/20240506_070809_ABCD_ACCC8E012345/20240506_07/20240506_071309_1A2B.mkv',
    '2024-05-06 07:13:09',
  ],
  ['Mp4Record/2024-05-06/RecM01_20240506_070809_071309_6732828_3A5F2C.mp4', '2024-05-06 07:08:09'],
  ['玄関_00_20240506070809.mp4', '2024-05-06 07:08:09'],
  ['20240506_070809_tp00012.mp4', '2024-05-06 07:08:09'],
  ['20150910070618-070619-M00_507.mov', '2015-09-10 16:06:18', 'Canon VB'],
  [
    'PRIVATE/PANA_GRP/HH/WINDOW/05-06-2024/1M123455.mp4',
    '2024-05-06 12:34:55',
    'Panasonic HomeHawk',
  ],
  ['DATA/LOCAL/20060928/102339L.mp4', '2006-09-28 10:23:39'],
  ['20140509-000500-001000_192.168.1.11-CH2.avi', '2014-05-09 00:05:00'],
  ['H20190808-095851P1N2P0.avi', '2019-08-08 09:58:51'],
  ['Motion_20240506070809.avi', '2024-05-06 07:08:09'],
  ['門_Jan.01.2006_01.10.00+.avi', '2006-01-01 01:10:00', 'Havis'],
  ['20240506_070809_NF.mp4', '2024-05-06 07:08:09'],
  ['DCIM/Movie/2024_0506_070809_0001F.MP4', '2024-05-06 07:08:09', 'VIOFO'],
  ['DCIM/FILE240506-070809F.MP4', '2024-05-06 07:08:09', 'Novatek'],
  ['REC_2024_05_06_07_08_09_F.MP4', '2024-05-06 07:08:09'],
  ['record/20240506/07/08.mp4', '2024-05-06 07:08:00', 'Wyze / ATOM Cam'],
  ['2024050607/08M09S_1714946889.mp4', '2024-05-06 07:08:09', 'Xiaomi'],
  ['cam 2024-05-06T07-08-09.mp4', '2024-05-06 07:08:09', 'ISO 8601'],
  ['20240505T220809Z.mkv', '2024-05-06 07:08:09', 'ISO 8601'],
  ['20240506T070809+0900_1.mkv', '2024-05-06 07:08:09', 'ISO 8601'],
  ['2024-05-06 07.08.09.mov', '2024-05-06 07:08:09'],
  ['2024/05/06/070809.mp4', '2024-05-06 07:08:09'],
  ['2024-05-06/ch01/07-08-09.mp4', '2024-05-06 07:08:09'],
  ['datadir0/hiv00001.mp4', null],
  ['20241306_070809.mp4', null],
  ['20240506_250809.mp4', null],
  ['20240230_070809.mp4', null],
  ['00000506070809.mp4', null],
  ['192.168.1.11-CH2.mp4', null],
  ['DCIM/100MEDIA/DJI_0001.MP4', null],
  ['2024-05-06.mp4', null],
  ['1714946889.mp4', null],
  ['20240506070809123456.mp4', null],
]

test('recorders’ names say what their makers’ manuals say they do', () => {
  for (const [path, moment, layout] of examples) {
    const said = timeInName(path)
    assert.equal(said && printed(said.us), moment, path)
    if (layout) assert.equal(said?.layout, layout, path)
  }
})

const moment = fc
  .integer({ min: readMoment('1990-01-02 00:00') / 1e6, max: readMoment('2099-12-31 23:59') / 1e6 })
  .map(seconds => seconds * 1e6)

test('any moment that is printed in a known manner is read back', () => {
  fc.assert(
    fc.property(moment, us => {
      const [date, time] = printed(us).split(' ') as [string, string]
      const plain = (text: string) => text.replaceAll(/[-:]/g, '')
      const clock = time.replaceAll(':', '.')
      const utc = tokyo(us)
        .withTimeZone('UTC')
        .toPlainDateTime()
        .toString({ smallestUnit: 'second' })
      for (const path of [
        `${date}/001/dav/${clock.slice(0, 2)}/${clock}-${clock}[M][0@0][0].mp4`,
        `a/${plain(date)}_${plain(time)}_0001.mkv`,
        `cam_01_${plain(date)}${plain(time)}.mp4`,
        `${date.replaceAll('-', '/')}/${plain(time)}.avi`,
        `${date}_${time.replaceAll(':', '-')}.ts`,
        `${utc.replaceAll(':', '-')}Z.mp4`,
        `${plain(utc).replace('T', '')}-${plain(time)}-R00_1.mov`,
      ]) {
        assert.equal(timeInName(path)?.us, us, path)
      }
    }),
  )
})

test('digits by chance are a moment of the calendar or nothing; no path takes long or breaks', () => {
  const digits = fc.stringMatching(/^[0-9/_.-]{0,40}$/)
  fc.assert(
    fc.property(fc.oneof(digits, fc.string({ maxLength: 300 })), path => {
      const said = timeInName(path)
      if (!said) return
      const numbers = printed(said.us).match(/\d\d/g)!
      for (const number of numbers.slice(1, 6))
        assert.ok(path.includes(number), `${path}: ${number}`)
      assert.ok(said.us >= readMoment('1990-01-01 00:00'))
    }),
    { numRuns: 2000 },
  )
  for (const hostile of [
    '2024-05-06/'.repeat(20_000),
    '2'.repeat(200_000),
    '20240506_'.repeat(30_000),
  ]) {
    timeInName(hostile)
  }
})

test('films come in the order in which they were shot, and what is no film is put aside', () => {
  const { films, aside } = layoutOf([
    'hiv00010.mp4',
    'hiv00009.mp4',
    '20240506_080000.mp4',
    '20240506_070000.mp4',
    '20240506_070000.jpg',
    'datadir0/index00.bin',
    'info.xml',
    '._20240506_070000.mp4',
    'System Volume Information/IndexerVolumeGuid',
    '名前のない録画',
  ])
  assert.deepEqual(
    films.map(({ path }) => path),
    [
      '20240506_070000.mp4',
      '20240506_080000.mp4',
      'hiv00009.mp4',
      'hiv00010.mp4',
      '名前のない録画',
    ],
  )
  assert.deepEqual(
    aside.map(({ path }) => path),
    [
      '20240506_070000.jpg',
      'datadir0/index00.bin',
      'info.xml',
      '._20240506_070000.mp4',
      'System Volume Information/IndexerVolumeGuid',
    ],
  )
})
