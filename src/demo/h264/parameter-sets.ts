import { BitWriter } from './bit-writer.ts'
import { nalType, nalUnit } from './nal.ts'

/**
 * Luma QP 28 and chroma QP 22: here LevelScale is 256 and a lone DC level of n changes every sample of
 * the block by exactly n (H.264 clauses 8.5.10–8.5.12), which makes flat colours lossless.
 */
const lumaQp = 28
const chromaQpOffset = -6

export type VideoShape = {
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
}

/** Width of `frame_num` in slice headers. */
export const frameNumberBits = 8

/** Sequence parameter set, Constrained Baseline, level 3.0; even width and height up to 1620 macroblocks. */
export function sequenceParameters({ width, height, framesPerSecond }: VideoShape): Uint8Array {
  const columns = Math.ceil(width / 16)
  const rows = Math.ceil(height / 16)
  const out = new BitWriter(64)
  out.bits(66, 8) // profile_idc
  out.bits(0xc0, 8) // constraint_set0_flag, constraint_set1_flag
  out.bits(30, 8) // level_idc
  out.ue(0) // seq_parameter_set_id
  out.ue(frameNumberBits - 4)
  out.ue(2) // pic_order_cnt_type: pictures are shown in the order of decoding
  out.ue(1) // max_num_ref_frames
  out.bits(0, 1) // gaps_in_frame_num_value_allowed_flag
  out.ue(columns - 1)
  out.ue(rows - 1)
  out.bits(1, 1) // frame_mbs_only_flag
  out.bits(1, 1) // direct_8x8_inference_flag
  out.bits(1, 1) // frame_cropping_flag, in units of two luma samples
  out.ue(0)
  out.ue((columns * 16 - width) / 2)
  out.ue(0)
  out.ue((rows * 16 - height) / 2)
  out.bits(1, 1) // vui_parameters_present_flag
  usability(out, framesPerSecond)
  return nalUnit(nalType.sps, out.finish())
}

/** VUI (annex E): BT.601 colours, a fixed frame rate, no picture held back by the decoder. */
function usability(out: BitWriter, framesPerSecond: number): void {
  out.bits(0, 1) // aspect_ratio_info_present_flag
  out.bits(0, 1) // overscan_info_present_flag
  out.bits(1, 1) // video_signal_type_present_flag
  out.bits(5, 3) // video_format: unspecified
  out.bits(0, 1) // video_full_range_flag
  out.bits(1, 1) // colour_description_present_flag
  for (let i = 0; i < 3; i++) out.bits(6, 8) // SMPTE 170M
  out.bits(0, 1) // chroma_loc_info_present_flag
  out.bits(1, 1) // timing_info_present_flag
  out.word(1) // num_units_in_tick
  out.word(2 * framesPerSecond) // time_scale: two ticks to a frame
  out.bits(1, 1) // fixed_frame_rate_flag
  out.bits(0, 1) // nal_hrd_parameters_present_flag
  out.bits(0, 1) // vcl_hrd_parameters_present_flag
  out.bits(0, 1) // pic_struct_present_flag
  out.bits(1, 1) // bitstream_restriction_flag
  out.bits(1, 1) // motion_vectors_over_pic_boundaries_flag
  out.ue(0) // max_bytes_per_pic_denom: unlimited
  out.ue(0) // max_bits_per_mb_denom: unlimited
  out.ue(10)
  out.ue(10)
  out.ue(0) // max_num_reorder_frames
  out.ue(1) // max_dec_frame_buffering
}

/** Picture parameter set: CAVLC, one slice group, the deblocking filter controlled (switched off) by each slice. */
export function pictureParameters(): Uint8Array {
  const out = new BitWriter(16)
  out.ue(0) // pic_parameter_set_id
  out.ue(0) // seq_parameter_set_id
  out.bits(0, 1) // entropy_coding_mode_flag: CAVLC
  out.bits(0, 1) // bottom_field_pic_order_in_frame_present_flag
  out.ue(0) // num_slice_groups_minus1
  out.ue(0) // num_ref_idx_l0_default_active_minus1
  out.ue(0) // num_ref_idx_l1_default_active_minus1
  out.bits(0, 1) // weighted_pred_flag
  out.bits(0, 2) // weighted_bipred_idc
  out.se(lumaQp - 26)
  out.se(0) // pic_init_qs_minus26
  out.se(chromaQpOffset)
  out.bits(1, 1) // deblocking_filter_control_present_flag
  out.bits(0, 1) // constrained_intra_pred_flag
  out.bits(0, 1) // redundant_pic_cnt_present_flag
  return nalUnit(nalType.pps, out.finish())
}
