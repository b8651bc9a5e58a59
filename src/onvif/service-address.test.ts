import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  deviceAddress,
  deviceUrl,
  ownService,
  serviceAddress,
  serviceUrl,
} from './service-address.ts'

const path = '/onvif/device_service'

test('what an operator may type', () => {
  assert.deepEqual(deviceAddress('onvif://192.168.1.20'), { host: '192.168.1.20', port: 80, path })
  assert.deepEqual(deviceAddress('onvif://Camera.Local:8080/'), {
    host: 'camera.local',
    port: 8080,
    path,
  })
  assert.deepEqual(deviceAddress('onvif://[FD00::2]:81/x?y=1'), {
    host: 'fd00::2',
    port: 81,
    path: '/x?y=1',
  })
  for (const url of [
    'onvif://',
    'onvif:x y',
    'http://a',
    'onvif://a:0',
    'onvif://a:99999',
    'onvif://u@a',
    '',
  ]) {
    assert.throws(() => deviceAddress(url), TypeError, url)
  }
})

test('what was typed is printed so that it can be typed again', () => {
  for (const url of ['onvif://192.168.1.20', 'onvif://a:8080', 'onvif://[fd00::2]:81/x']) {
    assert.equal(deviceUrl(deviceAddress(url)), url)
  }
  const url = 'http://[fd00::2]:80/onvif/media?a=b'
  assert.equal(serviceUrl(serviceAddress(url)), url)
})

test('a service stays on the host that is known', () => {
  const known = { host: 'camera', port: 8000, path }
  const own = { named: 'camera', reached: '192.168.1.20' }
  const at = (told: string) => {
    const service = ownService(known, own, told)
    return service && [service.host, service.port, service.path]
  }
  assert.deepEqual(at('http://camera:81/a'), ['camera', 81, '/a'])
  assert.deepEqual(at('http://192.168.1.20/a'), ['camera', 80, '/a'])
  assert.deepEqual(at(' http://10.0.0.1:99/a?b '), ['camera', 8000, '/a?b'])
  assert.deepEqual(at('http://camera@10.0.0.1:99/a'), ['camera', 8000, '/a'])
  assert.deepEqual(at('https://camera/a'), ['camera', 8000, '/a'])
  for (const told of ['', 'file:///etc/passwd', 'ftp://camera/', '/a', 'http://']) {
    assert.equal(at(told), null)
  }
})
