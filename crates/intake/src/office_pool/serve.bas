REM Runs inside LibreOffice, from the pool's own profile: does orders one after the other until there are none.
Option Explicit

REM Tells the pool that LibreOffice has begun, and waits for orders. One that nobody asks any more ends by itself.
Sub Serve
  Dim nextOrder As Long
  Dim idle As Long
  Dim order As String
  Mark(FOLDER & "orders/ready", "")
  nextOrder = 1
  idle = 0
  Do While idle < 1500
    order = FOLDER & "orders/" & nextOrder
    If FileExists(order) Then
      DoOrder(order, nextOrder)
      nextOrder = nextOrder + 1
      idle = 0
    Else
      If idle < 300 Then
        Wait 4
      Else
        Wait 40
      End If
      idle = idle + 1
    End If
  Loop
  StarDesktop.terminate()
End Sub

REM An order: the file, where to put what is made of it, the filter's name, and a password as numbers.
Sub DoOrder(order As String, number As Long)
  Dim handle As Integer
  Dim source As String
  Dim target As String
  Dim filterName As String
  Dim password As String
  Dim problem As String
  handle = FreeFile
  Open order For Input As #handle
  Line Input #handle, source
  Line Input #handle, target
  Line Input #handle, filterName
  Line Input #handle, password
  Close #handle
  Kill order
  REM While a file is open nothing else may happen: a text with comments asks for windows to show them in, of which an
  REM office without a screen has no plan, and it would end for want of it. Closed at once, it never comes to that.
  EnableReschedule(False)
  problem = Turn(source, target, filterName, FromNumbers(password))
  EnableReschedule(True)
  If problem = "" Then
    Mark(FOLDER & "orders/" & number & ".done", "")
  Else
    Mark(FOLDER & "orders/" & number & ".failed", problem)
  End If
End Sub

Sub Mark(path As String, text As String)
  Dim handle As Integer
  handle = FreeFile
  Open path & ".new" For Output As #handle
  Print #handle, text
  Close #handle
  Name path & ".new" As path
End Sub

Function FromNumbers(numbers As String) As String
  Dim parts
  Dim i As Long
  Dim text As String
  text = ""
  If numbers <> "" Then
    parts = Split(numbers, " ")
    For i = LBound(parts) To UBound(parts)
      text = text & Chr(CLng(parts(i)))
    Next i
  End If
  FromNumbers = text
End Function

REM Answers with the step that failed, or with nothing.
Function Turn(source As String, target As String, filterName As String, password As String) As String
  Dim doc As Object
  Dim opening(6) As New com.sun.star.beans.PropertyValue
  Dim storing(1) As New com.sun.star.beans.PropertyValue
  Dim asked As String
  On Error GoTo Failed
  Turn = "load"
  opening(0).Name = "Hidden"
  opening(0).Value = True
  opening(1).Name = "ReadOnly"
  opening(1).Value = Not IsSheet(source)
  opening(2).Name = "MacroExecutionMode"
  opening(2).Value = com.sun.star.document.MacroExecMode.NEVER_EXECUTE
  opening(3).Name = "UpdateDocMode"
  opening(3).Value = com.sun.star.document.UpdateDocMode.NO_UPDATE
  opening(4).Name = "Silent"
  opening(4).Value = True
  opening(5).Name = "Referer"
  opening(5).Value = "private:stranger"
  If password <> "" Then
    opening(6).Name = "Password"
    opening(6).Value = password
  Else
    opening(6).Name = "Silent"
    opening(6).Value = True
  End If
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, opening())
  If IsNull(doc) Then
    Exit Function
  End If
  Turn = "family"
  asked = filterName
  If filterName = "pdf" Then
    asked = PdfFilter(doc)
  End If
  If asked <> "" Then
    If filterName = "pdf" Then
      MakeReady(doc)
      storing(1).Name = "FilterData"
      storing(1).Value = PdfOptions()
    Else
      storing(1).Name = "Overwrite"
      storing(1).Value = True
    End If
    Turn = "store"
    storing(0).Name = "FilterName"
    storing(0).Value = asked
    doc.storeToURL(target, storing())
    Turn = ""
  End If
  CloseIt(doc)
  Exit Function
Failed:
  CloseIt(doc)
End Function

REM What is opened for reading alone lets no column be made wider. Nothing is ever stored where it came from.
Function IsSheet(source As String) As Boolean
  Dim parts
  parts = Split(LCase(source), ".")
  IsSheet = InStr(" xlsx xlsm xlsb xltx xltm xls xlt ods ots fods csv ", " " & parts(UBound(parts)) & " ") > 0
End Function

Sub CloseIt(doc As Object)
  On Error Resume Next
  If Not IsNull(doc) Then
    doc.close(True)
  End If
End Sub

Function PdfFilter(doc As Object) As String
  PdfFilter = ""
  If doc.supportsService("com.sun.star.sheet.SpreadsheetDocument") Then
    PdfFilter = "calc_pdf_Export"
  ElseIf doc.supportsService("com.sun.star.presentation.PresentationDocument") Then
    PdfFilter = "impress_pdf_Export"
  ElseIf doc.supportsService("com.sun.star.drawing.DrawingDocument") Then
    PdfFilter = "draw_pdf_Export"
  ElseIf doc.supportsService("com.sun.star.text.GlobalDocument") Then
    PdfFilter = "writer_globaldocument_pdf_Export"
  ElseIf doc.supportsService("com.sun.star.text.WebDocument") Then
    PdfFilter = "writer_web_pdf_Export"
  ElseIf doc.supportsService("com.sun.star.text.TextDocument") Then
    PdfFilter = "writer_pdf_Export"
  End If
End Function

REM Tagged, so that reading order and tables survive. Comments, notes and hidden slides are told of, not shown; what
REM stands in a form is drawn like other text.
Function PdfOptions()
  Dim options(7) As New com.sun.star.beans.PropertyValue
  options(0).Name = "UseTaggedPDF"
  options(0).Value = True
  options(1).Name = "ExportFormFields"
  options(1).Value = False
  options(2).Name = "ExportNotes"
  options(2).Value = False
  options(3).Name = "ExportNotesPages"
  options(3).Value = False
  options(4).Name = "ExportHiddenSlides"
  options(4).Value = False
  options(5).Name = "ExportBookmarks"
  options(5).Value = True
  options(6).Name = "Quality"
  options(6).Value = 92
  options(7).Name = "MaxImageResolution"
  options(7).Value = 300
  PdfOptions = options()
End Function

Sub MakeReady(doc As Object)
  On Error Resume Next
  If doc.supportsService("com.sun.star.sheet.SpreadsheetDocument") Then
    FitSheets(doc)
  ElseIf doc.supportsService("com.sun.star.text.GenericTextDocument") Then
    REM Without changes nothing need be laid out anew.
    If doc.getRedlines().createEnumeration().hasMoreElements() Then
      HideChanges(doc)
    End If
  End If
End Sub

REM As it reads when all changes are accepted: what was deleted is told of apart. The view is asked, because pages are made
REM by it: the document's own ShowChanges leaves deleted text on them.
Sub HideChanges(doc As Object)
  Dim asked(0) As New com.sun.star.beans.PropertyValue
  On Error Resume Next
  asked(0).Name = "ShowTrackedChanges"
  asked(0).Value = False
  createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch(doc.CurrentController.Frame, ".uno:ShowTrackedChanges", "", 0, asked())
End Sub

REM Sheets are laid out for a screen. Each is put on pages as wide as itself: upright if that holds it, else lying,
REM else made smaller down to seven tenths, and beyond that the page grows, so that no row is torn apart. What the
REM author kept from print is printed.
Sub FitSheets(doc As Object)
  Dim styles As Object
  Dim sheet As Object
  Dim style As Object
  Dim noAreas() As New com.sun.star.table.CellRangeAddress
  Dim i As Long
  Dim wide As Long
  Dim margins As Long
  Dim longSide As Long
  Dim shortSide As Long
  Dim page As Long
  Const SMALLEST = 0.7
  Const WIDEST = 250000
  On Error Resume Next
  doc.addActionLock()
  styles = doc.StyleFamilies.getByName("PageStyles")
  For i = 0 To doc.Sheets.Count - 1
    sheet = doc.Sheets.getByIndex(i)
    REM Each thing that is set has all pages counted anew: only what differs is.
    If UBound(sheet.getPrintAreas()) >= 0 Then
      sheet.setPrintAreas(noAreas())
    End If
    If sheet.IsVisible Then
      WidenColumns(sheet)
      style = styles.getByName(sheet.PageStyle)
      wide = WidthOf(sheet)
      margins = style.LeftMargin + style.RightMargin
      shortSide = style.Width
      longSide = style.Height
      If shortSide > longSide Then
        shortSide = style.Height
        longSide = style.Width
      End If
      If wide > style.Width - margins And Not style.IsLandscape Then
        style.IsLandscape = True
        style.Width = longSide
        style.Height = shortSide
      End If
      page = CLng(wide * SMALLEST) + margins
      If page > WIDEST Then
        page = WIDEST
      End If
      If page > style.Width Then
        style.Width = page
        style.Height = CLng(page / 1.4142)
      End If
      If CLng(wide * SMALLEST) + margins <= WIDEST Then
        If style.ScaleToPagesX <> 1 Then
          style.ScaleToPagesX = 1
        End If
        If style.ScaleToPagesY <> 0 Then
          style.ScaleToPagesY = 0
        End If
      Else
        style.PageScale = CInt(100 * SMALLEST)
      End If
    End If
  Next i
  doc.removeActionLock()
End Sub

REM A text that is longer than its cell is cut off where the next one begins: a reader sees half of it, and its end is read
REM as one word with its neighbour. No column is made narrower, and a title that reaches over empty cells counts for none.
Sub WidenColumns(sheet As Object)
  Dim cursor As Object
  Dim column As Object
  Dim rows
  Dim cells
  Dim cell As Object
  Dim i As Long
  Dim r As Long
  Dim last As Long
  Dim lastRow As Long
  Dim before As Long
  Dim titles As Long
  Const MOST_COLUMNS = 100
  Const MOST_TITLES = 60
  Const ROWS_OF_TITLES = 20
  Const WIDEST_COLUMN = 20000
  On Error Resume Next
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  last = cursor.RangeAddress.EndColumn
  If last >= MOST_COLUMNS Then
    last = MOST_COLUMNS - 1
  End If
  lastRow = cursor.RangeAddress.EndRow
  If lastRow >= ROWS_OF_TITLES Then
    lastRow = ROWS_OF_TITLES - 1
  End If
  REM A cell whose lines are broken asks for no width.
  rows = sheet.getCellRangeByPosition(0, 0, last + 1, lastRow).getDataArray()
  For r = 0 To lastRow
    cells = rows(r)
    For i = 0 To last
      If IsTitle(cells, i) Then
        cell = sheet.getCellByPosition(i, r)
        If Not cell.IsTextWrapped Then
          cell.IsTextWrapped = True
          cells(i) = 0
        Else
          cells(i) = ""
        End If
      Else
        cells(i) = ""
      End If
    Next i
    rows(r) = cells
  Next r
  For i = 0 To last
    column = sheet.Columns.getByIndex(i)
    If column.IsVisible Then
      before = column.Width
      column.OptimalWidth = True
      If column.Width < before Then
        column.Width = before
      ElseIf column.Width > WIDEST_COLUMN And before < WIDEST_COLUMN Then
        column.Width = WIDEST_COLUMN
      End If
    End If
  Next i
  titles = 0
  For r = 0 To lastRow
    cells = rows(r)
    For i = 0 To last
      If VarType(cells(i)) <> 8 Then
        cell = sheet.getCellByPosition(i, r)
        cell.IsTextWrapped = False
        titles = titles + 1
        If titles <= MOST_TITLES Then
          MakeRoom(sheet, i, last, WIDEST_COLUMN)
          cell.IsTextWrapped = True
        End If
      End If
    Next i
  Next r
  For r = 0 To lastRow
    cells = rows(r)
    For i = 0 To last
      If VarType(cells(i)) <> 8 Then
        sheet.getCellByPosition(i, r).IsTextWrapped = False
      End If
    Next i
  Next r
End Sub

REM What reaches beyond the last column is cut off at the page's edge: the last column holds it. All other titles of the
REM column have their lines broken for now.
Sub MakeRoom(sheet As Object, at As Long, last As Long, widest As Long)
  Dim column As Object
  Dim before As Long
  Dim wanted As Long
  Dim room As Long
  Dim i As Long
  On Error Resume Next
  column = sheet.Columns.getByIndex(at)
  If Not column.IsVisible Then
    Exit Sub
  End If
  before = column.Width
  column.OptimalWidth = True
  wanted = column.Width
  column.Width = before
  If wanted > widest Then
    wanted = widest
  End If
  room = 0
  For i = at To last
    column = sheet.Columns.getByIndex(i)
    If column.IsVisible Then
      room = room + column.Width
    End If
  Next i
  If wanted > room Then
    column = sheet.Columns.getByIndex(last)
    If column.IsVisible Then
      column.Width = column.Width + wanted - room
    End If
  End If
End Sub

REM A text with nothing to the right of it.
Function IsTitle(cells, at As Long) As Boolean
  IsTitle = False
  If VarType(cells(at)) = 8 Then
    If cells(at) <> "" Then
      If VarType(cells(at + 1)) = 8 Then
        IsTitle = cells(at + 1) = ""
      End If
    End If
  End If
End Function

REM In hundredths of a millimetre: its cells and what lies on them.
Function WidthOf(sheet As Object) As Long
  Dim cursor As Object
  Dim used As Object
  Dim shape As Object
  Dim i As Long
  Dim edge As Long
  On Error Resume Next
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  used = sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, 0)
  edge = used.Size.Width
  If sheet.DrawPage.Count < 2000 Then
    For i = 0 To sheet.DrawPage.Count - 1
      shape = sheet.DrawPage.getByIndex(i)
      If shape.Position.X + shape.Size.Width > edge Then
        edge = shape.Position.X + shape.Size.Width
      End If
    Next i
  End If
  WidthOf = edge
End Function
