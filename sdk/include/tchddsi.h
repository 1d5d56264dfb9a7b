/* Touch panels: what the upper layer of the driver asks of the lower one. */
#ifndef CE_TCHDDSI_H
#define CE_TCHDDSI_H

#include <windows.h>

typedef UINT32 TOUCH_PANEL_SAMPLE_FLAGS, *PTOUCH_PANEL_SAMPLE_FLAGS;
enum {
    TouchSampleValidFlag = 0x01,
    TouchSampleDownFlag = 0x02,
    TouchSampleIsCalibratedFlag = 0x04,
    TouchSamplePreviousDownFlag = 0x08,
    TouchSampleIgnore = 0x10,
    TouchSampleMouse = 0x40000000
};
#define TouchSampleIgnoreFlag TouchSampleIgnore

#define TPDC_SAMPLE_RATE_ID 0
#define TPDC_CALIBRATION_POINT_ID 1
#define TPDC_CALIBRATION_POINT_COUNT_ID 2

struct TPDC_SAMPLE_RATE {
    INT SamplesPerSecondLow;
    INT SamplesPerSecondHigh;
    INT CurrentSampleRateSetting;
};
struct TPDC_CALIBRATION_POINT_COUNT {
    ULONG flags;
    INT cCalibrationPoints;
};
struct TPDC_CALIBRATION_POINT {
    INT PointNumber;
    INT cDisplayWidth;
    INT cDisplayHeight;
    INT CalibrationX;
    INT CalibrationY;
};
typedef struct TPDC_SAMPLE_RATE TPDC_SAMPLE_RATE;
typedef struct TPDC_CALIBRATION_POINT_COUNT TPDC_CALIBRATION_POINT_COUNT;
typedef struct TPDC_CALIBRATION_POINT TPDC_CALIBRATION_POINT;

typedef BOOL (*PFN_TOUCH_PANEL_CALLBACK)(TOUCH_PANEL_SAMPLE_FLAGS flags, INT x, INT y);

CE_BEGIN_C
LONG DdsiTouchPanelAttach(void) CE_DRIVER_HAS;
LONG DdsiTouchPanelDetach(void) CE_DRIVER_HAS;
BOOL DdsiTouchPanelEnable(void) CE_DRIVER_HAS;
VOID DdsiTouchPanelDisable(void) CE_DRIVER_HAS;
BOOL DdsiTouchPanelGetDeviceCaps(INT index, LPVOID output) CE_DRIVER_HAS;
BOOL DdsiTouchPanelSetMode(INT index, LPVOID input) CE_DRIVER_HAS;
VOID DdsiTouchPanelGetPoint(TOUCH_PANEL_SAMPLE_FLAGS *flags, INT *x, INT *y) CE_DRIVER_HAS;
VOID DdsiTouchPanelPowerHandler(BOOL off) CE_DRIVER_HAS;
CE_END_C

#endif
